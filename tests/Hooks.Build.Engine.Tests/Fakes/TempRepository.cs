using System.Diagnostics;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Tests.Fakes;

/// <summary>A repository of its own for one test, as the real git made it.</summary>
internal sealed class TempRepository : IDisposable
{
    private readonly TempFolder _folder = new();

    public TempRepository(params string[] options) => BornRepository.CopyTo(Path, options);

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

    public string Git(params string[] arguments) => Run(Path, "git", arguments);

    public TempRepository Edit(string name, string content)
    {
        _ = _folder.File(name, content);
        return this;
    }

    /// <summary>Runs a shell script at the top of the repository: it can name files that .NET cannot.</summary>
    public string Shell(string script) => Run(Path, "/bin/sh", "-c", script);

    public Task<FileListing> ListAsync(FileChoiceKind kind, string folder = "", string from = "", string to = "") =>
        ListAsync(new FileChoice(kind, from, to), folder);

    public async Task<FileListing> ListAsync(FileChoice choice, string folder = "", string indexFile = "")
    {
        var source = GitFiles.Of(SystemLauncher.Create(), Environment(indexFile));
        return await source.ListAsync(_folder.In(folder).TrimEnd('/'), choice, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(10));
    }

    /// <summary>The staged files, each as its path and how its working copy is.</summary>
    public async Task<IReadOnlyList<string>> StagedAsync(string folder = "", string indexFile = "")
    {
        var listing = await ListAsync(new FileChoice(FileChoiceKind.Staged), folder, indexFile);
        listing.Staged!.Select(file => file.Path).ShouldBe(listing.Paths);
        return [.. listing.Staged!.Select(file => $"{file.Path} {file.WorkingCopy}")];
    }

    /// <summary>Git's side of the repository, as a hook of it sees it.</summary>
    public GitProgram Program(string indexFile = "", string folder = "", params (string Name, string Value)[] variables)
    {
        var environment = Environment(indexFile);
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return new(GitRepository.Find(_folder.In(folder), environment)!, SystemLauncher.Create(), environment);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs a program in a folder; it must succeed.</summary>
    public static string Run(string folder, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, errors.Result);
        return output.Trim();
    }

    private static Dictionary<string, string> Environment(string indexFile)
    {
        Dictionary<string, string> environment = new(HookEnvironment.For(HookEnvironment.OfThisProcess(), []), StringComparer.Ordinal)
        {
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
        };
        if (indexFile.Length > 0)
        {
            environment["GIT_INDEX_FILE"] = indexFile;
        }

        return environment;
    }
}
