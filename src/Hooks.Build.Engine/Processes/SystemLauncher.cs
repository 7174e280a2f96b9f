namespace Hooks.Build.Engine.Processes;

/// <summary>The launcher for the system this runs on. The differences between systems sit behind it.</summary>
public static class SystemLauncher
{
    /// <summary>Creates it.</summary>
    public static IProcessLauncher Create() => OperatingSystem.IsWindows() ? new WindowsLauncher() : new PosixLauncher();

    /// <summary>Creates one whose processes are watched by a loop; <see langword="null"/> on Windows, where threads do that.</summary>
    internal static IProcessLauncher Create(ProcessPump? pump) => pump is null ? Create() : new PosixLauncher(pump);
}
