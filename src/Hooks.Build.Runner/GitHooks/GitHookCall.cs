using System.Globalization;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.GitHooks;

/// <summary>
/// What git's hook script says: <c>hooks git-hook NAME PROJECT STATE [git's arguments]</c>, or where git runs the hooks of several projects, of which some may
/// have none for this hook, <c>hooks git-hook NUMBER NAME PROJECT STATE ...</c>; paths from the current folder, the top of the working tree.
/// </summary>
/// <param name="Name">Git's name of the hook.</param>
/// <param name="Stage">The stage that goes by that name.</param>
/// <param name="Projects">The projects that declare the hooks, at least one.</param>
/// <param name="Arguments">What git passes to the hook.</param>
internal sealed record GitHookCall(string Name, HookStages Stage, IReadOnlyList<ProjectPlace> Projects, IReadOnlyList<string> Arguments)
{
    /// <summary>Reads the command line; <see langword="null"/> where it is none of a hook script.</summary>
    public static GitHookCall? TryParse(string[] args) =>
        args is [_, var number, .. var several] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? Of(several, count, isOfSeveral: true)
            : Of(args[1..], 1, isOfSeveral: false);

    private static GitHookCall? Of(string[] args, int count, bool isOfSeveral)
    {
        if (args.Length == 0 || StageOf(args[0]) is not { } stage || count is < 1 or > ushort.MaxValue || args.Length < 1 + (2 * count))
        {
            return null;
        }

        var projects = new ProjectPlace[count];
        for (var i = 0; i < count; i++)
        {
            projects[i] = new ProjectPlace(Path.GetFullPath(args[1 + (2 * i)]), Path.GetFullPath(args[2 + (2 * i)])) { IsOneOfSeveral = isOfSeveral };
        }

        return new GitHookCall(args[0], stage, projects, args[(1 + (2 * count))..]);
    }

    private static HookStages? StageOf(string name) => name switch
    {
        "pre-commit" => HookStages.PreCommit,
        "commit-msg" => HookStages.CommitMsg,
        "pre-push" => HookStages.PrePush,
        "post-merge" => HookStages.PostMerge,
        "post-checkout" => HookStages.PostCheckout,
        _ => null,
    };
}
