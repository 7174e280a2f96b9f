namespace Hooks.Build.Engine.Processes;

/// <summary>The launcher for the system this runs on. The differences between systems sit behind it.</summary>
public static class SystemLauncher
{
    /// <summary>Creates it.</summary>
    public static IProcessLauncher Create() => OperatingSystem.IsWindows() ? new WindowsLauncher() : new PosixLauncher();
}
