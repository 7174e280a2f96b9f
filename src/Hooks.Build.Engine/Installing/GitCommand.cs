using System.Text;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Installing;

/// <summary>Asks git about the repository that a folder is in.</summary>
internal sealed class GitCommand
{
    private readonly GitProcess _git;
    private readonly Dictionary<string, string> _environment;

    /// <summary>Creates the command.</summary>
    /// <param name="launcher">Starts git.</param>
    /// <param name="environment">The environment that git gets.</param>
    /// <param name="followsVariables">Asks about the repository that the environment names, whatever folder it is asked in.</param>
    public GitCommand(IProcessLauncher launcher, IReadOnlyDictionary<string, string> environment, bool followsVariables = false)
    {
        _git = new GitProcess(launcher, reason => new HooksException(Codes.CannotInstall, "Git hooks need git, which cannot be started: " + reason));
        // Set where git itself started us: they name a repository, which need not be the one of the folder.
        var dropped = followsVariables ? GitVariables.Reading : GitVariables.OfOneRepository;
        _environment = environment.Where(variable => !dropped.Contains(variable.Key, StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>What git answers; <see langword="null"/> where it refuses.</summary>
    public async Task<string?> TryAskAsync(string folder, string[] arguments, CancellationToken cancellation)
    {
        var (exitCode, output) = await RunAsync(folder, arguments, dropsErrors: true, cancellation);
        return exitCode == 0 ? output : null;
    }

    /// <summary>Writes a setting. Once git has begun it is not stopped: it would leave config.lock behind.</summary>
    /// <exception cref="HooksException">It refuses; the message holds its words.</exception>
    public async Task ConfigureAsync(string folder, params string[] arguments)
    {
        var (exitCode, words) = await RunAsync(folder, ["config", "--local", .. arguments], dropsErrors: false, CancellationToken.None);
        if (exitCode != 0)
        {
            throw new HooksException(Codes.CannotInstall, $"git config {string.Join(' ', arguments)} in {folder} failed with exit code {exitCode}: {words}");
        }
    }

    /// <summary>What git answers.</summary>
    /// <exception cref="HooksException">It refuses; the message holds its words.</exception>
    public async Task<string> AskAsync(string folder, string[] arguments, CancellationToken cancellation)
    {
        if (await TryAskAsync(folder, arguments, cancellation) is { } answer)
        {
            return answer;
        }

        if (GitFolders.Above(folder) is null && await TryAskAsync(folder, ["rev-parse", "--git-dir"], cancellation) is null)
        {
            throw new HooksException(
                Codes.CannotInstall, $"{folder} is in no git repository: run 'git init' in the folder that is to be its root, and then this again");
        }

        // Once more, to hear what it says: beside an answer its warnings would be part of it.
        var (exitCode, words) = await RunAsync(folder, arguments, dropsErrors: false, cancellation);
        throw new HooksException(
            Codes.CannotInstall, $"Git hooks of {folder} are out of reach: git {string.Join(' ', arguments)} failed with exit code {exitCode}: {words}");
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string folder, string[] arguments, bool dropsErrors, CancellationToken cancellation)
    {
        if (!ToolPath.TryFind("git", folder, _environment, out var git, out var searched))
        {
            throw new HooksException(Codes.CannotInstall, $"Git hooks need git, which was not found on PATH ({searched}): install it");
        }

        var (exitCode, output) = await _git.RunAsync(git, arguments, folder, _environment, dropsErrors, cancellation);
        var text = Encoding.UTF8.GetString(output);
        // A path may end in a newline of its own.
        return (exitCode, text.EndsWith('\n') ? text[..^1] : text);
    }
}
