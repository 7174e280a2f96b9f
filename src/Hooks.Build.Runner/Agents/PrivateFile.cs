using System.Text;
using Hooks.Build.Engine.Agents;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Agents;

/// <summary>
/// Keeps a file that names this machine's program out of what git shares: with others the program is not there, and an agent that cannot start it is held
/// back at every tool. Git is told so in <c>info/exclude</c>, which is in no commit.
/// </summary>
/// <param name="root">Absolute path of the top of the working tree.</param>
/// <param name="gitDirectory">Absolute path of its git directory.</param>
internal sealed class PrivateFile(string root, string gitDirectory)
{
    private string Exclude => Path.Combine(GitFolders.Common(gitDirectory), "info", "exclude");

    /// <summary>Sees to it that git does not add a file that is about to be written.</summary>
    /// <returns>A line for people.</returns>
    /// <exception cref="HooksException">HOOK9014: it cannot be done.</exception>
    public string Keep(string file)
    {
        var shown = RelativePath.Of(file, root);
        foreach (var place in PlacesOf(file).Where(place => !IsIgnored(root, Path.Combine(root, place))))
        {
            Guarded(() => Change(text => ExcludeLines.Add(text, place)));
        }

        return $"{shown} names a program of this machine: git leaves it out (info/exclude)";
    }

    /// <summary>Whether <see cref="Keep"/> has something to do; nothing is written.</summary>
    /// <param name="file">The file.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="mayBeOfOthers">Whether it may be meant for all who work on the repository.</param>
    /// <exception cref="HooksException">HOOK9014: it is shared.</exception>
    public bool MustKeep(string file, string agent, bool mayBeOfOthers)
    {
        var shown = RelativePath.Of(file, root);
        var places = PlacesOf(file);
        if (places.Find(IsTracked) is { } tracked)
        {
            throw Refused(shown, agent, tracked == shown ? "is in git" : $"leads to {tracked}, which is in git");
        }

        if (places.TrueForAll(place => IsIgnored(root, Path.Combine(root, place))))
        {
            return false;
        }

        if (mayBeOfOthers)
        {
            throw Refused(
                shown,
                agent,
                $"has more in it, and git does not ignore it: it may be meant for all (if not, add /{shown} to {RelativePath.Of(Exclude, root)})");
        }

        return true;
    }

    /// <summary>Takes back what <see cref="Keep"/> did for a file, unless another working tree needs it: git has one such list for all of them.</summary>
    /// <exception cref="HooksException">HOOK9014: it cannot be done.</exception>
    public void Release(string file, string agent) => Guarded(() =>
    {
        var shown = RelativePath.Of(file, root);
        if (GitFolders.OtherTrees(gitDirectory) is { } trees && !trees.Any(tree => AgentConfiguration.MayBePrivate(Path.Combine(tree, shown), agent)))
        {
            foreach (var place in PlacesOf(file))
            {
                Change(text => text is null ? null : ExcludeLines.Remove(text, place));
            }
        }
    });

    /// <summary>Whether git leaves a file out, so that nobody else gets it.</summary>
    public static bool IsIgnored(string root, string file) =>
        EventLoop.Run(loop => IgnoredProject.IsAsync(loop.CreateLauncher(), HookEnvironment.OfThisProcess(), root, file, CancellationToken.None));

    // A file, and where it really lies if a link leads there: git has what is in it under that name.
    private List<string> PlacesOf(string file) =>
        [.. new[] { RelativePath.Of(file, root), RelativePath.Of(AgentPaths.Real(file), AgentPaths.Real(root)) }.Distinct(StringComparer.Ordinal)];

    private bool IsTracked(string path) =>
        EventLoop.Run(loop => new GitCommand(loop.CreateLauncher(), HookEnvironment.OfThisProcess())
            .TryAskAsync(root, ["ls-files", "--", path], CancellationToken.None)) is { Length: > 0 };

    private static HooksException Refused(string shown, string agent, string why) => new(
        Codes.CannotInstall,
        $"{shown} {why}: a path of this machine's program would come to others, and their agents could not start it. 'hooks install --agent {agent} --shared' writes it for all, who then need 'hooks' on PATH");

    // Whatever bytes are in it stay as they are: a reader of text would take its first ones for a mark of their encoding, and leave them out.
    private void Change(Func<string?, string?> change)
    {
        var now = PlainFile.Read(Exclude);
        var text = now is null ? null : Encoding.Latin1.GetString(now);
        var changed = change(text);
        if (changed is null && now is not null)
        {
            File.Delete(Exclude);
        }
        else if (changed is not null && changed != text)
        {
            OthersFile.Write(Exclude, now, Encoding.Latin1.GetBytes(changed));
        }
    }

    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HooksException(
                Codes.CannotInstall, $"{Exclude} cannot be changed, so that git would share a path of this machine's program: {e.Message.TrimEnd('.')}");
        }
    }
}
