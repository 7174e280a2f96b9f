using System.Runtime.InteropServices;

namespace Hooks.Build.Engine.Native;

/// <summary>The system and processor this runs on: times on another one say little, and results nothing.</summary>
internal static unsafe class Platform
{
    /// <summary>Such as <c>linux-x64</c>.</summary>
    public static string Name { get; } = Of(RuntimeInformation.RuntimeIdentifier);

    /// <summary>Whether the native program can start here: on Linux it is linked against glibc 2.34, from which on its file has no version in its name.</summary>
    public static bool StartsNative =>
        !OperatingSystem.IsLinux()
        || (NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "gnu_get_libc_version", out var version)
            && Version.TryParse(Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)version)()), out var library) && library >= new Version(2, 34));

    /// <summary>Names it the same for every runtime on one machine: distributions build the SDK under names of their own, and the native runner is not theirs.</summary>
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
}
