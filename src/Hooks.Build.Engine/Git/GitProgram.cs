using System.Globalization;
using System.Text;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Git;

/// <summary>How a git command ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote.</param>
public readonly record struct GitResult(int ExitCode, byte[] Output)
{
    /// <summary>Why it failed: git's words, or what is known where it had none, as when it was killed.</summary>
    internal string Reason =>
        Encoding.UTF8.GetString(Output).Trim() is { Length: > 0 } words ? words : $"git ended without a word, with {ProcessEnding.Explain(ExitCode)}";
}

/// <summary>Runs git in one repository. Its children see git's own variables, unlike hooks, so that they work on the index git is about to commit.</summary>
/// <param name="repository">Where.</param>
/// <param name="launcher">Starts git.</param>
/// <param name="environment">The environment of this process, git's variables included.</param>
public sealed class GitProgram(GitRepository repository, IProcessLauncher launcher, IReadOnlyDictionary<string, string> environment)
{
    private static readonly Version Oldest = new(2, 20);

    // A file of the order in which differences are shown is the user's, for people; where it is missing `git diff` and `git status` fail (git-diff(1), -O).
    private static readonly string[] First = ["--no-optional-locks", "-c", "diff.orderFile=/dev/null"];

    private readonly GitProcess _process = new(launcher, reason => new HooksException(Codes.Files, reason));

    private readonly Lazy<string> _path = new(() => ToolPath.TryFind("git", repository.Root, environment, out var path, out var searched)
        ? path
        : throw new HooksException(
            Codes.Files, $"git was not found on PATH ({searched}): install it, or it cannot be told which files belong to {repository.Root}"));

    /// <summary>The git of the repository whose working tree a folder belongs to.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="launcher">Starts git.</param>
    /// <param name="environment">The environment of this process, git's variables included.</param>
    /// <returns><see langword="null"/> outside a repository, in a git directory and in a bare repository.</returns>
    /// <exception cref="HooksException">HOOK9010: there is a <c>.git</c> that leads nowhere.</exception>
    public static GitProgram? Find(string folder, IProcessLauncher launcher, IReadOnlyDictionary<string, string> environment) =>
        GitRepository.Find(folder, environment) is { } repository ? new GitProgram(repository, launcher, environment) : null;

    /// <summary>The repository.</summary>
    public GitRepository Repository { get; } = repository;

    /// <summary>The environment of this process.</summary>
    internal IReadOnlyDictionary<string, string> Environment => environment;

    /// <summary>Absolute path of git.</summary>
    /// <exception cref="HooksException">HOOK9010: git is missing.</exception>
    internal string Program => _path.Value;

    /// <summary>Runs a command at the top of the working tree and waits for its end.</summary>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="inputFile">Absolute path of what it reads as standard input.</param>
    /// <param name="indexFile">Absolute path of the index it works on instead of <see cref="GitRepository.IndexFile"/>.</param>
    /// <param name="dropErrors">Whether standard error goes nowhere; it is part of the output otherwise.</param>
    /// <exception cref="HooksException">HOOK9010: git is missing or cannot start.</exception>
    public async Task<GitResult> RunAsync(
        IReadOnlyList<string> arguments, CancellationToken cancellation, string? inputFile = null, string? indexFile = null, bool dropErrors = true) =>
        await _process.RunAsync(_path.Value, [.. First, .. arguments], Repository.Root, Variables(indexFile), dropErrors, cancellation, inputFile);

    /// <summary>Runs a command that must succeed. One that fails is run once more to hear why, so it must be one that may be repeated.</summary>
    /// <inheritdoc cref="RunAsync" />
    /// <exception cref="HooksException">HOOK9010: the command failed; the text has git's words.</exception>
    public async Task<byte[]> RequireAsync(IReadOnlyList<string> arguments, CancellationToken cancellation, string? inputFile = null, string? indexFile = null)
    {
        var (exitCode, output) = await RunAsync(arguments, cancellation, inputFile, indexFile);
        if (exitCode == 0)
        {
            return output;
        }

        // Once more, to hear what it says: in a list of names its warnings would be names.
        var words = MisleadingVariable() ?? (await RunAsync(arguments, cancellation, inputFile, indexFile, dropErrors: false)).Reason;
        var age = await AgeAsync(cancellation);
        throw new HooksException(
            Codes.Files,
            string.Create(CultureInfo.InvariantCulture, $"git {string.Join(' ', arguments.Take(12))} failed with exit code {exitCode}: {words}{age}"));
    }

    /// <summary>Which git this is; <see langword="null"/> where it does not say. A question on every run would cost what a hook costs.</summary>
    internal async Task<Version?> VersionAsync(CancellationToken cancellation)
    {
        var answer = Encoding.UTF8.GetString((await RunAsync(["--version"], cancellation)).Output);
        var digits = string.Concat(answer.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(c => char.IsAsciiDigit(c) || c == '.'));
        return Version.TryParse(digits.TrimEnd('.'), out var version) ? version : null;
    }

    // Git calls it no repository, or shows how a command is used outside of one.
    private string? MisleadingVariable()
    {
        const string Objects = "GIT_OBJECT_DIRECTORY";
        return !Repository.IsStranger
            && environment.TryGetValue(Objects, out var folder)
            && (folder.Length == 0 || !Directory.Exists(Path.Combine(Repository.Root, folder)))
            ? $"the environment variable {Objects} is '{folder}', which is no folder, so git takes this for no repository: unset it"
            : null;
    }

    private async Task<string> AgeAsync(CancellationToken cancellation) =>
        await VersionAsync(cancellation) is { } version && version < Oldest ? $" (this is git {version}, and hooks need git {Oldest} or later)" : "";

    private Dictionary<string, string> Variables(string? indexFile)
    {
        Dictionary<string, string> variables = new(environment, HookEnvironment.Comparer);
        foreach (var name in Repository.IsStranger ? GitVariables.All : GitVariables.OfOneCall)
        {
            _ = variables.Remove(name);
        }

        // Named only where git named it: a named repository escapes git's check of who owns it (safe.directory).
        if (Repository.IsNamed)
        {
            variables["GIT_DIR"] = Repository.GitDirectory;
            variables["GIT_WORK_TREE"] = Repository.Root;
        }

        if (indexFile is not null || Repository.HasTemporaryIndex)
        {
            variables["GIT_INDEX_FILE"] = indexFile ?? Repository.IndexFile;
        }

        return variables;
    }
}
