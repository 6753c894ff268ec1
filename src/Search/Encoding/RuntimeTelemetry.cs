using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace HipFaqBot.Search.Encoding;

/// <summary>
/// ONNX Runtime's packages report their use to Microsoft over the network, with an id of the machine that they keep in the user's cache,
/// from the moment on in which they are loaded. Nothing of a clinic's service goes anywhere that its operator did not name.
/// </summary>
internal static class RuntimeTelemetry
{
    /// <summary>Switches it off, before the runtime does anything else.</summary>
    public static void SwitchOff()
    {
        Environment.SetEnvironmentVariable("ORT_DISABLE_TELEMETRY", "1");
        if (!OperatingSystem.IsWindows())
        {
            // .NET keeps a copy of its own there, which native code never sees.
            _ = SetEnvironment([.. "ORT_DISABLE_TELEMETRY\0"u8], [.. "1\0"u8], overwrite: 1);
        }

        OrtEnv.Instance().DisableTelemetryEvents();
    }

    // Of C strings, which end with a zero.
    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnvironment(byte[] name, byte[] value, int overwrite);
}
