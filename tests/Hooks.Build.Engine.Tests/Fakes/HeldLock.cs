using System.Diagnostics;

namespace Hooks.Build.Engine.Tests.Fakes;

/// <summary>A lock on a file or folder that another process has until this ends.</summary>
internal sealed class HeldLock : IDisposable
{
    private readonly Process _holder;

    /// <summary>Waits until the other has it.</summary>
    public HeldLock(string path)
    {
        _holder = Process.Start(new ProcessStartInfo("flock", [path, "sh", "-c", "echo has it; exec sleep 1000"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        _holder.StandardOutput.ReadLine().ShouldBe("has it");
    }

    /// <summary>Kills the other.</summary>
    public void Dispose()
    {
        _holder.Kill(entireProcessTree: true);
        _holder.WaitForExit();
        _holder.Dispose();
    }
}
