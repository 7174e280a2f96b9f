using System.Text.Json;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Agents;

/// <summary>
/// Writes entries into agents' configuration, and takes them out. What was there before the first entry is kept in the git directory: a file that nobody has
/// touched since comes back byte for byte; in any other our entries alone are taken out.
/// </summary>
/// <param name="root">Absolute path of the top of the working tree.</param>
/// <param name="gitDirectory">Absolute path of its git directory.</param>
internal sealed class AgentInstaller(string root, string gitDirectory)
{
    // Of what was there before: nothing, or a file.
    private const byte None = 0;
    private const byte File = 1;

    /// <summary>Requires that entries can be written into a file, and would be in it alone; nothing is written.</summary>
    /// <exception cref="HooksException">HOOK9014: the file cannot be understood or written, or leads out of the working tree.</exception>
    public void Check(string file, AgentEntry entry, HookStages stages) => Guarded(file, () =>
    {
        if (FilePlace.Outside(file, root) is { } target)
        {
            throw new IOException(
                $"it is a link to {target}, outside of this working tree, where the hooks would start for others, too: put a file of its own in its place, or write the entries there by hand");
        }

        FilePlace.Require(file);
        var now = PlainFile.Read(file);
        if (now is null && new FileInfo(file).LinkTarget is { } missing)
        {
            throw new IOException($"it is a link to {missing}, where nothing is: write that file, or put a file of its own in the place of the link");
        }

        _ = Written(now, Before(file, now, entry.Agent), entry, stages);
        return true;
    });

    /// <summary>Writes entries into a file.</summary>
    /// <returns>A line for people.</returns>
    /// <exception cref="HooksException">HOOK9014: the file cannot be understood or written.</exception>
    public string Install(string file, AgentEntry entry, HookStages stages) => Guarded(file, () =>
    {
        var now = PlainFile.Read(file);
        var before = Before(file, now, entry.Agent);
        var bytes = Written(now, before, entry, stages);
        var names = string.Join(", ", AgentStages.In(stages).Select(stage => AgentStageNames.NameOf(entry.Agent, stage)));
        if (now is not null && now.AsSpan().SequenceEqual(bytes))
        {
            return $"{Shown(file)} starts hooks at {names} already";
        }

        Keep(file, before, bytes);
        OthersFile.Write(file, now, bytes);
        return $"{Shown(file)} starts hooks at {names}";
    });

    /// <summary>What is installed into a file.</summary>
    /// <exception cref="HooksException">HOOK9014: the file cannot be understood or read.</exception>
    public IReadOnlyList<FoundEntry> Installed(string file, string agent) =>
        Guarded(file, () => PlainFile.Read(file) is { } bytes ? AgentConfiguration.EntriesIn(bytes, agent) : []);

    /// <summary>Whether a file says anything but what was installed into it.</summary>
    /// <exception cref="HooksException">HOOK9014: the file cannot be understood or read.</exception>
    public bool HasOthers(string file, AgentEntry entry) => Guarded(file, () =>
        PlainFile.Read(file) is { } now
            && Before(file, now, entry.Agent) is { } before
            && !JsonText.IsBlank(before)
            && !OtherValues.AreSame(before, System.Text.Encoding.UTF8.GetBytes(entry.NewFile), entry.Agent));

    /// <summary>Takes some projects out of a file; those of others are started on.</summary>
    /// <returns>A line for people; <see langword="null"/> where it has none of them.</returns>
    /// <exception cref="HooksException">HOOK9014: the file cannot be understood or written.</exception>
    public string? Uninstall(string file, string agent, IReadOnlyCollection<string> projects)
    {
        var known = Installed(file, agent);
        return !known.Any(one => one.Entry.Projects.Any(project => EntryProjects.Has(projects, project))) ? null
            : EntryProjects.Without(known, projects) is { } left ? Install(file, left.Entry, left.Stages)
            : Uninstall(file, agent);
    }

    /// <summary>Takes our entries out of a file.</summary>
    /// <returns>A line for people; <see langword="null"/> where there is none.</returns>
    /// <exception cref="HooksException">HOOK9014: the file cannot be understood or written.</exception>
    public string? Uninstall(string file, string agent) => Guarded(file, () =>
    {
        if (PlainFile.Read(file) is not { } now || AgentConfiguration.EntriesIn(now, agent).Count == 0)
        {
            return null;
        }

        var before = Before(file, now, agent);
        if (before is null)
        {
            // A link that led to nothing before does so again.
            System.IO.File.Delete(RealPath.Of(file) ?? file);
            RemoveIfEmpty(Path.GetDirectoryName(file)!);
        }
        else
        {
            CheckOthers(now, before, agent, HookStages.None);
            OthersFile.Write(file, now, before);
        }

        if (System.IO.File.Exists(RecordOf(file)))
        {
            System.IO.File.Delete(RecordOf(file));
        }

        return before is null
            ? $"{Shown(file)} is removed"
            : $"{Shown(file)}{(FilePlace.Outside(file, root) is { } target ? $" (a link to {target})" : "")} starts no hooks of this repository any more";
    });

    // What the file would be with entries. One that is empty says nothing that could be lost.
    private static byte[] Written(byte[]? now, byte[]? before, AgentEntry entry, HookStages stages)
    {
        var bytes = AgentConfiguration.With(
            before is null || JsonText.IsBlank(before) ? System.Text.Encoding.UTF8.GetBytes(entry.NewFile) : before, entry, stages);
        CheckOthers(now, bytes, entry.Agent, stages);
        return bytes;
    }

    // What the file would be without us.
    private byte[]? Before(string file, byte[]? now, string agent)
    {
        if (now is null)
        {
            return null;
        }

        var record = KeptFile.Read(RecordOf(file), PlainFile.Most);
        if (record is { Length: > Sha256.Size } && record.AsSpan(0, Sha256.Size).SequenceEqual(Sha256.Of(now)))
        {
            return record[Sha256.Size] == File ? record[(Sha256.Size + 1)..] : null;
        }

        return AgentConfiguration.Without(now, agent);
    }

    // Whoever wrote the file wrote it in a way that nobody thought of: then it is theirs to change.
    private static void CheckOthers(byte[]? now, byte[] bytes, string agent, HookStages stages)
    {
        if (AgentConfiguration.StagesIn(bytes, agent) != stages
            || (now is not null && !JsonText.IsBlank(now) && !JsonText.IsBlank(bytes) && !OtherValues.AreSame(now, bytes, agent)))
        {
            throw new IOException("what else is in it would not stay as it is; change the entry of 'hooks' by hand");
        }
    }

    private void Keep(string file, byte[]? before, byte[] after)
    {
        byte[] record = [.. Sha256.Of(after), before is null ? None : File, .. before ?? []];
        _ = Directory.CreateDirectory(Path.GetDirectoryName(RecordOf(file))!);
        ReplacedFile.Write(RecordOf(file), record);
    }

    private void RemoveIfEmpty(string folder)
    {
        while (folder.Length > root.Length && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
            folder = Path.GetDirectoryName(folder)!;
        }
    }

    private string RecordOf(string file) => Path.Combine(gitDirectory, "hooks-agents", Shown(file).Replace('/', '_') + ".before");

    private string Shown(string file) => RelativePath.Of(file, root);

    private T Guarded<T>(string file, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (JsonException e)
        {
            throw new HooksException(
                Codes.CannotInstall, $"{Shown(file)} cannot be understood, and was left as it is: {e.Message.TrimEnd('.')}. Mend it, then try again");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HooksException(Codes.CannotInstall, $"{Shown(file)} cannot be changed, and was left as it is: {e.Message.TrimEnd('.')}");
        }
    }
}
