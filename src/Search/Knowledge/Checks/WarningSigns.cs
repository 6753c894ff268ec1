using System.Collections.Frozen;

namespace HipFaqBot.Search.Knowledge.Checks;

/// <summary>The ids that an entry's <c>warning</c> may name.</summary>
internal static class WarningSigns
{
    public static FrozenSet<string> Ids { get; } = new[]
    {
        "rf-abdomen-groin",
        "rf-calf-clot",
        "rf-cancer-history",
        "rf-cauda-equina",
        "rf-chest-breath",
        "rf-child-unwell-limp",
        "rf-cold-leg",
        "rf-deformity",
        "rf-dislocation",
        "rf-fall-no-weight",
        "rf-fever-joint",
        "rf-leg-weakness",
        "rf-med-bleed-allergy",
        "rf-overdose",
        "rf-pregnancy",
        "rf-stress-fracture",
        "rf-sudden-severe",
        "rf-suicide-selfharm",
        "rf-teen-slip",
        "rf-weight-loss-constitutional",
        "rf-wound-infection",
    }.ToFrozenSet(StringComparer.Ordinal);
}
