using System.Diagnostics;

namespace Hooks.Build.Engine.Tests.Fakes;

/// <summary>A small file system in a folder, for tests of full disks.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <summary>Mounts it, or gives the test up where that is not allowed.</summary>
    public static SmallDisk Mount(string folder, string options)
    {
        _ = Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsLinux() || Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder) != 0)
        {
            Assert.Inconclusive("no file system can be mounted here");
        }

        return new SmallDisk(folder);
    }

    /// <summary>Mounts a file on itself, or gives the test up: nothing can be put into its place then.</summary>
    public static SmallDisk Bind(string file)
    {
        if (!OperatingSystem.IsLinux() || Run("mount", "--bind", file, file) != 0)
        {
            Assert.Inconclusive("nothing can be mounted here");
        }

        return new SmallDisk(file);
    }

    // Whoever still looks into it keeps none of it.
    public void Dispose() => _ = Run("umount", "-l", _folder);

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
