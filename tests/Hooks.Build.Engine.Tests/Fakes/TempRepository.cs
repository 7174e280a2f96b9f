using System.Diagnostics;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Tests.Fakes;

/// <summary>A repository of its own for one test, made with the real git.</summary>
internal sealed class TempRepository : IDisposable
{
    private readonly TempFolder _folder = new();

    public TempRepository()
    {
        _ = Git("init", "--quiet", "--initial-branch=main");
        _ = Git("config", "user.name", "Test");
        _ = Git("config", "user.email", "test@example.org");
        _ = Git("config", "commit.gpgsign", "false");
    }

    public string Path => _folder.Path;

    public TempRepository Write(params string[] names)
    {
        foreach (var name in names)
        {
            _ = _folder.File(name, name);
        }

        return this;
    }

    public TempRepository Stage(params string[] names)
    {
        _ = Git(["add", "--force", "--", .. names]);
        return this;
    }

    public TempRepository Commit(params string[] names)
    {
        _ = Write(names).Stage(names);
        _ = Git("commit", "--quiet", "--allow-empty", "--no-verify", "-m", "x");
        return this;
    }

    public string In(string name) => _folder.In(name);

    public string Git(params string[] arguments)
    {
        ProcessStartInfo start = new("git", arguments) { WorkingDirectory = Path, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, errors.Result);
        return output.Trim();
    }

    public async Task<FileListing> ListAsync(FileChoiceKind kind, string folder = "", string from = "", string to = "")
    {
        GitFileSource source = new(SystemLauncher.Create(), HookEnvironment.For(HookEnvironment.OfThisProcess(), []));
        return await source.ListAsync(_folder.In(folder).TrimEnd('/'), new FileChoice(kind, from, to), CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));
    }

    public void Dispose() => _folder.Dispose();
}
