using System.Globalization;
using System.Text.RegularExpressions;
using Hooks.Build.Catalog;
using Hooks.Build.Checks;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Checking;

/// <summary>The checks that look at names, sizes and modes, or at what git knows.</summary>
internal static class RepositoryChecks
{
    private const string LinkMode = "120000";
    private const string SubmoduleMode = "160000";

    /// <summary>Whether a ready-made hook is one of these.</summary>
    public static bool Knows(StandardHook hook) =>
        hook.Id is "check-added-large-files" or "check-case-conflict" or "destroyed-symlinks" or "forbid-new-submodules" or "no-commit-to-branch";

    /// <summary>Whether the verdict of a check may change with the content of a file.</summary>
    public static bool LooksAtContent(StandardHook hook) => !Knows(hook) || hook.Id == "check-added-large-files";

    /// <summary>Runs a check.</summary>
    /// <param name="member">The check; takes what is found.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="HooksException">Git could not be asked.</exception>
    public static Task RunAsync(CheckMember member, CheckedRepository repository, CancellationToken cancellation) => member.Standard.Id switch
    {
        "check-added-large-files" => LargeFilesAsync(member, repository, cancellation),
        "check-case-conflict" => CaseConflictsAsync(member, repository, cancellation),
        "destroyed-symlinks" => DestroyedLinksAsync(member, repository, cancellation),
        "forbid-new-submodules" => NewSubmodulesAsync(member, repository, cancellation),
        "no-commit-to-branch" => ProtectedBranchAsync(member, repository, cancellation),
        _ => throw new HooksException("HOOK0005", $"Hook '{member.Hook.Name}': {member.Standard.Command} cannot run here"),
    };

    private static async Task LargeFilesAsync(CheckMember member, CheckedRepository repository, CancellationToken cancellation)
    {
        const int Kibibyte = 1024;
        var most = member.Arguments.Number("--maxkb");
        Dictionary<string, long> large = new(StringComparer.Ordinal);
        foreach (var file in member.Files)
        {
            var size = (await repository.SizeAsync(file, (long)most * Kibibyte, cancellation) + Kibibyte - 1) / Kibibyte;
            if (size > most)
            {
                large.Add(file, size);
            }
        }

        if (large.Count > 0 && !member.Arguments.Has("--enforce-all"))
        {
            var added = (await repository.AddedAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
            large = large.Where(pair => added.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal);
        }

        var tracked = large.Count == 0 ? [] : await KeptByLfsAsync(large.Keys, repository, cancellation);
        foreach (var (file, size) in large.Where(pair => !tracked.Contains(pair.Key)))
        {
            Report(
                member,
                file,
                string.Create(
                    CultureInfo.InvariantCulture, $"has {size:N0} KiB, and {most:N0} are the most (--maxkb): keep it out of the repository, or in Git LFS"));
        }
    }

    private static async Task<HashSet<string>> KeptByLfsAsync(IEnumerable<string> files, CheckedRepository repository, CancellationToken cancellation)
    {
        var said = await GitAttributes.AskAsync(repository.Git, repository.Root, ["filter"], [.. files], repository.IsStaged, cancellation);
        return said.Where(file => file.Value[0] == "lfs").Select(file => file.Key).ToHashSet(StringComparer.Ordinal);
    }

    private static async Task CaseConflictsAsync(CheckMember member, CheckedRepository repository, CancellationToken cancellation)
    {
        // Folders count: src/a and SRC/b cannot both be.
        Dictionary<string, string> known = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> conflicts = new(StringComparer.Ordinal);
        foreach (var path in (await repository.TrackedAsync(cancellation)).Concat(member.Files))
        {
            for (var name = path; name.Length > 0; name = Folder(name))
            {
                if (known.TryAdd(name, name))
                {
                    continue;
                }

                if (string.Equals(known[name], name, StringComparison.Ordinal))
                {
                    // Its folders are known too.
                    break;
                }

                _ = conflicts.Add(name);
                _ = conflicts.Add(known[name]);
            }
        }

        foreach (var file in conflicts.Count == 0 ? [] : member.Files)
        {
            for (var name = file; name.Length > 0; name = Folder(name))
            {
                if (conflicts.Contains(name))
                {
                    var other = conflicts.First(candidate => string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase)
                        && !string.Equals(candidate, name, StringComparison.Ordinal));
                    Report(member, file, $"differs from {other} only in case, and so cannot be beside it on Windows and macOS: rename one");
                    break;
                }
            }
        }
    }

    private static string Folder(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];

    private static async Task DestroyedLinksAsync(CheckMember member, CheckedRepository repository, CancellationToken cancellation)
    {
        var given = member.Files.ToHashSet(StringComparer.Ordinal);
        foreach (var change in await repository.ChangesAsync("T", cancellation))
        {
            if (change.OldMode == LinkMode && change.NewMode != LinkMode && repository.FromTop(change.Path) is { } file && given.Contains(file)
                && (change.OldId == change.NewId
                    || (await repository.ContentAsync(
                        change.NewId, cancellation)).Trim() == (await repository.ContentAsync(change.OldId, cancellation)).Trim()))
            {
                Report(
                    member,
                    file,
                    $"was a link and is now a file with the link's text: restore it with 'git reset HEAD -- {file}' and 'git checkout -- {file}', and set core.symlinks where links can be");
            }
        }
    }

    private static async Task NewSubmodulesAsync(CheckMember member, CheckedRepository repository, CancellationToken cancellation)
    {
        // One may take the place of a file.
        foreach (var change in await repository.ChangesAsync("AT", cancellation))
        {
            if (change.NewMode == SubmoduleMode)
            {
                Report(
                    member,
                    repository.FromTop(change.Path) ?? change.Path,
                    $"is a new submodule, which this repository does not take: 'git rm --cached {change.Path}'");
            }
        }
    }

    private static async Task ProtectedBranchAsync(CheckMember member, CheckedRepository repository, CancellationToken cancellation)
    {
        var branch = await repository.BranchAsync(cancellation);
        var patterns = member.Arguments.All("--pattern");
        if (branch is not null
            && (member.Arguments.All("--branch").Contains(branch, StringComparer.Ordinal) || patterns.Any(pattern => IsMatch(branch, pattern))))
        {
            Report(member, "", $"'{branch}' takes no commits of its own: commit to another branch ('git switch -c NAME') and merge that");
        }
    }

    // At the start of the name, as Python's re.match.
    private static bool IsMatch(string branch, string pattern) => Regex.IsMatch(branch, $"\\A(?:{pattern})", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static void Report(CheckMember member, string file, string message)
    {
        Findings found = new();
        found.Add(0, 0, message);
        member.Add(file, found);
    }
}
