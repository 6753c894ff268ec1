namespace HipFaqBot.Search.Tests;

public sealed class BackgroundTests
{
    [Fact]
    public void On_Linux_the_thread_and_no_other_one_is_nice()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var (own, nice) = (Nice(), 0);
        var thread = new Thread(() =>
        {
            Background.Yield();
            nice = Nice();
        });
        thread.Start();
        thread.Join();

        Assert.Equal(19, nice);
        Assert.Equal(own, Nice());
    }

    /// <summary>The 19th field of proc(5)'s stat; the second, the name in brackets, may hold spaces.</summary>
    private static int Nice()
    {
        var stat = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], System.Globalization.CultureInfo.InvariantCulture);
    }
}
