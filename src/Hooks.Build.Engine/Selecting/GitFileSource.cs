using System.Text;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Selecting;

/// <summary>Lists files by asking git; where there is no repository, by walking the folder.</summary>
public sealed class GitFileSource(IProcessLauncher launcher, IReadOnlyDictionary<string, string> environment) : IFileSource
{
    // Build output is no source, also where nobody has written a .gitignore yet. Tracked files are listed wherever they are.
    private static readonly string[] Untracked =
        ["ls-files", "-z", "--others", "--exclude-standard", "--exclude=obj/", "--exclude=bin/Debug/", "--exclude=bin/Release/"];

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc />
    public async Task<FileListing> ListAsync(string root, FileChoice choice, CancellationToken cancellation)
    {
        if (!Directory.Exists(root))
        {
            throw new HooksException(Codes.Files, $"The folder {root} does not exist");
        }

        if (!IsRepository(root))
        {
            return choice.Kind == FileChoiceKind.All
                ? new FileListing(FolderWalk.List(root))
                : throw new HooksException(Codes.Files, $"{root} is in no git repository, so there are no {choice.Kind} files: use HooksFiles=All, or run 'git init'");
        }

        var lists = choice.Kind switch
        {
            FileChoiceKind.Staged => [await GitAsync(root, ["diff", "--cached", "--name-only", "--no-renames", "--diff-filter=ACMRT", "-z", "--relative", "--ignore-submodules"], cancellation)],
            FileChoiceKind.Range => [await RangeAsync(root, choice, cancellation)],
            FileChoiceKind.Changed => await ChangedAsync(root, cancellation),
            _ => [await GitAsync(root, [.. Untracked, "--cached"], cancellation)],
        };
        return Decode(lists);
    }

    private async Task<byte[]> RangeAsync(string root, FileChoice choice, CancellationToken cancellation)
    {
        foreach (var name in (string[])[choice.From, choice.To])
        {
            if ((await RunAsync(root, ["rev-parse", "--quiet", "--verify", name + "^{commit}"], cancellation)).ExitCode != 0)
            {
                throw new HooksException(Codes.Files, $"'{name}' is no commit of the repository {root}: HooksFiles takes two, such as main..HEAD");
            }
        }

        return await GitAsync(root, ["diff", "--name-only", "--no-renames", "--diff-filter=ACMRT", "-z", "--relative", "--ignore-submodules", choice.From, choice.To, "--"], cancellation);
    }

    private async Task<byte[][]> ChangedAsync(string root, CancellationToken cancellation)
    {
        var others = GitAsync(root, Untracked, cancellation);
        // Before the first commit there is no HEAD: all that is staged is new.
        var hasHead = (await RunAsync(root, ["rev-parse", "--quiet", "--verify", "HEAD^{commit}"], cancellation)).ExitCode == 0;
        string[] tracked = hasHead
            ? ["diff", "--name-only", "--no-renames", "--diff-filter=ACMRT", "-z", "--relative", "--ignore-submodules", "HEAD", "--"]
            : ["ls-files", "-z", "--cached"];
        return [await GitAsync(root, tracked, cancellation), await others];
    }

    private static FileListing Decode(IEnumerable<byte[]> lists)
    {
        SortedSet<string> paths = new(StringComparer.Ordinal);
        var undecodable = 0;
        foreach (var list in lists)
        {
            for (var start = 0; start < list.Length;)
            {
                var length = list.AsSpan(start).IndexOf((byte)0);
                length = length < 0 ? list.Length - start : length;
                try
                {
                    paths.Add(StrictUtf8.GetString(list, start, length));
                }
                catch (DecoderFallbackException)
                {
                    undecodable++;
                }

                start += length + 1;
            }
        }

        return new FileListing([.. paths]);
    }

    private async Task<byte[]> GitAsync(string root, string[] arguments, CancellationToken cancellation)
    {
        var (exitCode, output) = await RunAsync(root, arguments, cancellation);
        if (exitCode == 0)
        {
            return output;
        }

        // Once more, to hear what it says: in a list of names its warnings would be names.
        var (_, words) = await RunAsync(root, arguments, cancellation, dropsErrors: false);
        throw new HooksException(Codes.Files, $"git {string.Join(' ', arguments)} failed with exit code {exitCode}: {Encoding.UTF8.GetString(words).Trim()}");
    }

    private async Task<(int ExitCode, byte[] Output)> RunAsync(string root, string[] arguments, CancellationToken cancellation, bool dropsErrors = true)
    {
        if (!ToolPath.TryFind("git", root, environment, out var git, out var searched))
        {
            throw new HooksException(Codes.Files, $"git was not found on PATH ({searched}): install it, or it cannot be told which files belong to {root}");
        }

        using MemoryStream output = new();
        var child = Start(new ProcessStart(git, ["--no-optional-locks", .. arguments], root, environment, data => output.Write(data), dropsErrors));
        await using var stop = cancellation.Register(child.Kill);
        var exit = await child.Completion;
        cancellation.ThrowIfCancellationRequested();
        return (exit.ExitCode, output.ToArray());
    }

    private IChildProcess Start(ProcessStart start)
    {
        try
        {
            return launcher.Start(start);
        }
        catch (ProcessStartException e)
        {
            throw new HooksException(Codes.Files, e.Message);
        }
    }

    private static bool IsRepository(string root)
    {
        for (var folder = root; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Exists(Path.Combine(folder, ".git")))
            {
                return true;
            }
        }

        return false;
    }
}
