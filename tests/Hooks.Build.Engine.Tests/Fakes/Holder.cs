using System.Diagnostics;

namespace Hooks.Build.Engine.Tests.Fakes;

/// <summary>A program of its own that has a file open until it is told to write to it.</summary>
internal sealed class Holder : IDisposable
{
    private readonly Process _process;

    /// <param name="path">The file.</param>
    /// <param name="how">How it is opened, as a shell says it: <c>&gt;&gt;</c> to append, <c>&lt;</c> to read.</param>
    public Holder(string path, string how)
    {
        ProcessStartInfo start = new("sh") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["-c", $"exec 3{how} \"$1\" && echo open && read line && echo \"$line\" >&3", "sh", path])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.StandardOutput.ReadLine().ShouldBe("open");
    }

    /// <summary>Writes a line into the file and closes it.</summary>
    public void Write(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
