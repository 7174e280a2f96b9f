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
        [".props", ".targets", ".proj", ".csproj", ".fsproj", ".vbproj", ".sln", ".slnx", ".slnf", ".rsp", ".ruleset", ".editorconfig", ".globalconfig"];

    private static readonly string[] Names =
        [StateFiles.State, "project.assets.json", "project.nuget.cache", ".gitattributes", ".gitignore", ".gitmodules", ".gitconfig", ".lfsconfig", ".envrc", StateFiles.Stamp];

    private static readonly string[] GitHooks =
    [
        "applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit", "prepare-commit-msg", "commit-msg", "post-commit", "pre-rebase",
        "post-checkout", "post-merge", "pre-push", "pre-receive", "update", "proc-receive", "post-receive", "post-update", "reference-transaction", "push-to-checkout",
        "pre-auto-gc", "post-rewrite", "sendemail-validate", "fsmonitor-watchman", "p4-changelist", "p4-prepare-changelist", "p4-post-changelist", "p4-pre-submit",
        "post-index-change",
    ];

    private readonly Lazy<HashSet<string>> _listed = new(() => new HashSet<string>(keys.Inputs.Listed, PathCase.Comparer));
    private Task<GitsOwn>? _git;

    /// <summary>Whether one of the files may not be put back, as far as is known without asking git.</summary>
    public bool HaveAny(ResultKey key, IReadOnlyList<CachedFile> files)
    {
        if (files.Count == 0)
        {
            return false;
        }

        HashSet<string> read = new(key.Given, PathCase.Comparer);
        read.UnionWith(key.Beside);
        string[] ours = [request.LogDirectory, request.CacheDirectory, Path.GetDirectoryName(context.Worker?.HooksAssembly ?? "") ?? "", .. keys.ToolPlaces];
        return files.Any(file => read.Contains(file.Path) || _listed.Value.Contains(file.Path) || DecidesWhatRuns(file.Path) || IsBelow(file.Path, ours));
    }

    /// <summary>Whether one of the files may not be put back.</summary>
    public async Task<bool> HaveAnyAsync(ResultKey key, IReadOnlyList<CachedFile> files, CancellationToken cancellation)
    {
        if (files.Count == 0 || HaveAny(key, files))
        {
            return files.Count > 0;
        }

        var own = await (_git ??= AskGitAsync(cancellation));
        Dictionary<string, bool> folders = new(StringComparer.Ordinal);
        return files.Any(file => IsBelow(file.Path, own.Folders) || own.Tracked.Contains(file.Path) || Parents(file.Path).Any(folder => own.Tracked.Contains(folder) || IsRepository(folder, folders)));
    }

    private static bool DecidesWhatRuns(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return KnownConfiguration.Has(name)
            || Names.Contains(name, StringComparer.OrdinalIgnoreCase)
            || GitHooks.Contains(name, StringComparer.OrdinalIgnoreCase)
            || Extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
    }

    private bool IsBelow(string path, IReadOnlyList<string> places)
    {
        var full = Path.GetFullPath(Path.Combine(request.RepositoryRoot, path));
        return places.Any(place => place.Length > 0 && full.StartsWith(place, PathCase.Comparison) && (full.Length == place.Length || Path.EndsInDirectorySeparator(place) || full[place.Length] == Path.DirectorySeparatorChar));
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
