using System.Reflection;
using System.Runtime;

namespace HipFaqBot.Bot;

/// <summary>
/// While the service starts, garbage is not collected. Nearly all that a start makes is to stay, so each of a dozen collections would
/// copy it for little, with every thread stopped: a quarter of a second in all. <see cref="WarmUp"/> gives back what it cost.
/// </summary>
internal static class StartMemory
{
    /// <summary>What a start takes with the knowledge that ships; one that takes more collects as usual from there on. Bytes.</summary>
    private const long Room = 160L << 20;

    /// <summary>A machine that has less than so many times the room collects as usual.</summary>
    private const int Plenty = 5;

    /// <summary>Begins, where this is the process of the service and no other's.</summary>
    public static void Begin()
    {
        if (Assembly.GetEntryAssembly() == typeof(StartMemory).Assembly && GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >= Plenty * Room)
        {
            GC.TryStartNoGCRegion(Room);
        }
    }

    /// <summary>From now on garbage is collected as usual.</summary>
    public static void End()
    {
        try
        {
            if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            {
                GC.EndNoGCRegion();
            }
        }
        catch (InvalidOperationException)
        {
            // The room was used up since it was asked.
        }
    }
}
