using Hooks.Build.Engine.Caching.Keys;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>
/// Which files no result puts back, whatever it says and wherever it came from: what git lists is somebody's work, what the hook reads is not its output, and
/// what decides what is built and run is nobody's. Asked when a result is stored, and again when it is used.
/// </summary>
/// <param name="request">The run.</param>
/// <param name="context">The world.</param>
/// <param name="keys">Knows what hooks read.</param>
internal sealed class ProtectedFiles(RunRequest request, EngineContext context, KeyMaker keys)
{
    private static readonly string[] Extensions =
        [".props", ".targets", ".proj", ".csproj", ".fsproj", ".vbproj", ".sln", ".slnx", ".slnf", ".user", ".rsp", ".ruleset", ".editorconfig", ".globalconfig"];

    private static readonly string[] Names =
        [StateFiles.State, "project.assets.json", "project.nuget.cache", ".gitattributes", ".gitignore", ".gitmodules", ".gitconfig", ".lfsconfig", ".envrc", ".mcp.json", StateFiles.Stamp];

    // What is in them is run by git, by editors when they open the folder, and by coding agents: hooks and tasks as command lines.
    private static readonly string[] FoldersOfCommands =
        [".githooks", ".husky", ".github", ".config", ".vscode", ".idea", ".vs", ".devcontainer", ".claude", ".codex", ".copilot", ".cursor", ".gemini"];

    private static readonly string[] GitHooks =
    [
        "applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit", "prepare-commit-msg", "commit-msg", "post-commit",
        "pre-rebase",
        "post-checkout", "post-merge", "pre-push", "pre-receive", "update", "proc-receive", "post-receive", "post-update", "reference-transaction",
        "push-to-checkout",
        "pre-auto-gc", "post-rewrite", "sendemail-validate", "fsmonitor-watchman", "p4-changelist", "p4-prepare-changelist", "p4-post-changelist",
        "p4-pre-submit",
        "post-index-change",
    ];

    private readonly Lazy<HashSet<string>> _listed = new(() => new HashSet<string>(keys.Inputs.Listed, PathCase.Comparer));
    private Task<GitsOwn>? _git;

    /// <summary>The first of the files that may not be put back, as far as is known without asking git; <see langword="null"/> where all may.</summary>
    public string? Find(ResultKey key, IReadOnlyList<CachedFile> files)
    {
        if (files.Count == 0)
        {
            return null;
        }

        HashSet<string> read = new(key.Given, PathCase.Comparer);
        read.UnionWith(key.Beside);
        string[] ours =
        [
            request.LogDirectory, request.CacheDirectory, .. FoldersOf(context.Worker),
            .. keys.Projects.SelectMany(project => FoldersOf(project.Worker).Append(project.LogDirectory)),
            .. keys.Tools,
        ];
        // A program may be put into one of these to be found before the one that is meant; what is in folders below is not found.
        var programs = keys.ProgramFolders.SelectMany(Spellings).ToHashSet(PathCase.Comparer);
        Dictionary<string, bool> folders = new(StringComparer.Ordinal);
        return files.FirstOrDefault(file =>
            read.Contains(file.Path)
                || _listed.Value.Contains(file.Path)
                || DecidesWhatRuns(file.Path)
                || IsBelow(file.Path, ours)
                || IsInOneOfTheBuild(file.Path))?.Path;

        // Of many files few folders are asked about.
        bool IsInOneOfTheBuild(string path)
        {
            var folder = path[..Math.Max(path.LastIndexOf('/'), 0)];
            if (!folders.TryGetValue(folder, out var isOne))
            {
                isOne = IsBuilt(path) || Spellings(folder).Any(programs.Contains);
                folders[folder] = isOne;
            }

            return isOne;
        }
    }

    /// <summary>Whether one of the files may not be put back.</summary>
    public async Task<bool> HaveAnyAsync(ResultKey key, IReadOnlyList<CachedFile> files, CancellationToken cancellation)
    {
        if (files.Count == 0 || Find(key, files) is not null)
        {
            return files.Count > 0;
        }

        var own = await (_git ??= AskGitAsync(cancellation));
        Dictionary<string, bool> folders = new(StringComparer.Ordinal);
        return files.Any(file => IsBelow(file.Path, own.Folders)
            || own.Tracked.Contains(file.Path)
            || Parents(file.Path).Any(folder => own.Tracked.Contains(folder) || IsRepository(folder, folders)));
    }

    private static string[] FoldersOf(WorkerOptions? worker) =>
        [Path.GetDirectoryName(worker?.HooksAssembly ?? "") ?? "", Path.GetDirectoryName(worker?.HooksProject ?? "") ?? ""];

    private string Full(string path) => Path.GetFullPath(Path.Combine(request.RepositoryRoot, path));

    // As it is written, from the root, and as the kernel has it.
    private IEnumerable<string> Spellings(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Full(folder));
        return RealPath.Of(full) is { } real && real != full ? [full, real] : [full];
    }

    // What MSBuild makes, and takes as made: a compiler's own copy is newer than its sources, and becomes the program. With artifacts/ 'bin' is beside 'obj'.
    private bool IsBuilt(string path)
    {
        foreach (var folder in Parents(path))
        {
            var name = folder[(folder.LastIndexOf('/') + 1)..];
            if (name.Equals("obj", StringComparison.OrdinalIgnoreCase)
                || (name.Equals("bin", StringComparison.OrdinalIgnoreCase) && IsOfProject(Path.GetDirectoryName(Full(folder))!)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfProject(string folder)
    {
        EnumerationOptions options = new() { IgnoreInaccessible = true, MatchCasing = MatchCasing.CaseInsensitive };
        return Directory.Exists(folder)
            && (Directory.EnumerateFiles(folder, "*.*proj", options).Any() || Directory.EnumerateDirectories(folder, "obj", options).Any());
    }

    private static bool DecidesWhatRuns(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return KnownConfiguration.Has(name)
            || Names.Contains(name, StringComparer.OrdinalIgnoreCase)
            || GitHooks.Contains(name, StringComparer.OrdinalIgnoreCase)
            || FoldersOfCommands.Any(folder => IsIn(folder, path))
            || Extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsIn(string folder, string path)
    {
        for (var at = path.IndexOf(folder, StringComparison.OrdinalIgnoreCase); at >= 0; at = path.IndexOf(folder, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if ((at == 0 || path[at - 1] == '/') && at + folder.Length < path.Length && path[at + folder.Length] == '/')
            {
                return true;
            }
        }

        return false;
    }

    private bool IsBelow(string path, IReadOnlyList<string> places)
    {
        var full = Full(path);
        return places.Any(place => place.Length > 0
            && full.StartsWith(place, PathCase.Comparison)
            && (full.Length == place.Length || Path.EndsInDirectorySeparator(place) || full[place.Length] == Path.DirectorySeparatorChar));
    }

    private static IEnumerable<string> Parents(string path)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
        {
            yield return path[..end];
        }
    }

    // A submodule, or somebody's clone within this one: its files are listed by another git.
    private bool IsRepository(string folder, Dictionary<string, bool> known)
    {
        if (!known.TryGetValue(folder, out var isOne))
        {
            isOne = FileStatus.Read(Path.Combine(request.RepositoryRoot, folder, ".git")).Kind != FileKind.None;
            known[folder] = isOne;
        }

        return isOne;
    }

    // The list of the run has what is there; git's has also what was deleted and is still tracked.
    private async Task<GitsOwn> AskGitAsync(CancellationToken cancellation)
    {
        if (context.Git?.Invoke(request.RepositoryRoot) is not { } git)
        {
            return new GitsOwn(new HashSet<string>(StringComparer.Ordinal), []);
        }

        GitFolder folder = new(git, request.RepositoryRoot);
        var hooks = git.RunAsync(["config", "--type=path", "--get", "core.hooksPath"], cancellation);
        var tracked = folder.Listing([await folder.RequireAsync(["ls-files", "-z", "--cached"], cancellation)]).Paths;
        var (exitCode, path) = await hooks;
        List<string> folders = [git.Repository.GitDirectory, git.Repository.CommonDirectory];
        if (exitCode == 0 && PathText.Decode(path).TrimEnd('\n') is { Length: > 0 } named)
        {
            folders.Add(Path.TrimEndingDirectorySeparator(Path.GetFullPath(named, git.Repository.Root)));
        }

        return new GitsOwn(new HashSet<string>(tracked, PathCase.Comparer), folders);
    }

    private sealed record GitsOwn(HashSet<string> Tracked, IReadOnlyList<string> Folders);
}
