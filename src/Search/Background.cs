using System.Runtime.InteropServices;

namespace HipFaqBot.Search;

/// <summary>A thread that works for nobody who waits.</summary>
internal static class Background
{
    /// <summary>As polite as can be: beside threads that answer people such a one gets 1.5 % of a core.</summary>
    private const int Nicest = 19;

    /// <summary>
    /// Gives the calling thread the lowest priority for the rest of its life. On Linux <see cref="Thread.Priority"/> does nothing, but
    /// every thread there has a nice value of its own, and whoever asks for process 0 means the calling thread (setpriority(2)).
    /// </summary>
    public static void Yield()
    {
        Thread.CurrentThread.Priority = ThreadPriority.Lowest;
        if (OperatingSystem.IsLinux())
        {
            // It cannot fail: anybody may become nicer.
            _ = SetPriority(which: 0, who: 0, Nicest);
        }
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, uint who, int nice);
}
