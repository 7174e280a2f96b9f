using System.Runtime.InteropServices;

namespace Hooks.Build.Engine.Native;

/// <summary>The system and processor this runs on: times on another one say little, and results nothing.</summary>
internal static class Platform
{
    /// <summary>Such as <c>linux-x64</c>.</summary>
    public static string Name { get; } = Of(RuntimeInformation.RuntimeIdentifier);

    /// <summary>
    /// Whether the native program can start here, as targets/Hooks.Build.targets finds it out: on Linux it wants the usual loader, and glibc 2.34 or later,
    /// whose file has no version in its name.
    /// </summary>
    public static bool StartsNative => !OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => File.Exists("/lib64/ld-linux-x86-64.so.2") && !HasOldLibrary("/lib/x86_64-linux-gnu"),
        Architecture.Arm64 => File.Exists("/lib/ld-linux-aarch64.so.1") && !HasOldLibrary("/lib/aarch64-linux-gnu"),
        _ => false,
    };

    /// <summary>
    /// Names it the same for every runtime on one machine: distributions build the SDK under names of their own, and the native runner is not theirs.
    /// </summary>
    /// <param name="runtime">What the runtime was built for, such as <c>linux-musl-x64</c> or <c>alpine.3.20-x64</c>.</param>
    public static string Of(string runtime)
    {
        var isMusl = runtime.Contains("musl", StringComparison.Ordinal) || runtime.StartsWith("alpine", StringComparison.Ordinal);
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : OperatingSystem.IsLinux() ? "linux" : "unix";
        return system + (isMusl ? "-musl" : "") + RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "-x64",
            Architecture.X86 => "-x86",
            Architecture.Arm64 => "-arm64",
            Architecture.Arm => "-arm",
            var other => "-" + other,
        };
    }

    private static bool HasOldLibrary(string folder)
    {
        folder = Directory.Exists(folder) ? folder : "/lib64";
        return Directory.Exists(folder) && Directory.EnumerateFiles(folder, "libc-2.*.so").Any();
    }
}
