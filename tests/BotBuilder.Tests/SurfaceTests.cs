using HipFaqBot.BotBuilder.Schema;
using HipFaqBot.BotBuilder.Tests.Surface;

namespace HipFaqBot.BotBuilder.Tests;

public sealed class SurfaceTests
{
    private static readonly SdkListing Sdk = SdkListing.Load();

    [Fact]
    public void Every_public_type_and_member_is_the_SDKs()
    {
        var comparison = new Comparison(Sdk);
        var offenders = OwnSurface.Read(typeof(Activity).Assembly)
            .Where(own => !SurfaceExceptions.Reasons.ContainsKey(own.Line))
            .Select(comparison.Offence)
            .OfType<string>()
            .ToList();

        Assert.True(offenders.Count == 0, $"{offenders.Count} of the library's names are not the SDK's:\n\n{string.Join("\n\n", offenders)}");
    }

    [Fact]
    public void The_comparison_sees_every_kind_of_change()
    {
        var comparison = new Comparison(Sdk);
        foreach (var own in OwnSurface.Read(typeof(Activity).Assembly).Where(own => own.Kind != 'T' && comparison.Offence(own) is null))
        {
            Assert.NotNull(comparison.Offence(own with { Signature = own.Signature + "x", OverridesForeignMember = false }));
            Assert.NotNull(comparison.Offence(own with { Name = own.Name + "X", OverridesForeignMember = false }));
            Assert.NotNull(comparison.Offence(own with { Type = own.Type + "X" }) ?? comparison.Offence(OfType(own.Type + "X")));
            if (own is { Kind: 'M', Names.Length: > 0, OverridesForeignMember: false })
            {
                Assert.NotNull(comparison.Offence(own with { Names = own.Names + "x" }));
            }
        }

        foreach (var own in OwnSurface.Read(typeof(Activity).Assembly).Where(own => own.Kind == 'T' && comparison.Offence(own) is null))
        {
            Assert.NotNull(comparison.Offence(own with { TypeKind = "sealed class" }) ?? (own.TypeKind == "sealed class" ? "" : null));
            Assert.NotNull(comparison.Offence(own with { Bases = ["IAsyncDisposable"] }));
            Assert.NotNull(comparison.Offence(own with { TypeParameters = own.TypeParameters + "TOther", Signature = own.Signature + "x" }));
        }

        static ApiMember OfType(string name) => new('T', name, "", "class", name);
    }

    [Fact]
    public void Every_exception_is_still_needed()
    {
        var comparison = new Comparison(Sdk);
        var offenders = OwnSurface.Read(typeof(Activity).Assembly)
            .Where(own => comparison.Offence(own) is not null)
            .Select(own => own.Line)
            .ToHashSet();

        Assert.Equal([], SurfaceExceptions.Reasons.Keys.Except(offenders));
    }
}
