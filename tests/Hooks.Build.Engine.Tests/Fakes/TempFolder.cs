namespace Hooks.Build.Engine.Tests.Fakes;

/// <summary>A folder that is there for one test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hooks-test-").FullName;

    public string File(string name, string content = "")
    {
        var path = In(name);
        _ = Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public string Script(string name, string content)
    {
        var path = File(name, content);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    /// <summary>Runs a shell script in the folder.</summary>
    public string Shell(string script) => TempRepository.Run(Path, "/bin/sh", "-c", script);

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process of the test may still write; the system clears its temporary folder.
        }
    }
}
