using System.Globalization;
using Hooks.Build.Catalog;
using Hooks.Build.Generators.Model;

namespace Hooks.Build.Generators.Rules;

/// <summary>HOOK0017: a method that cannot listen to runs. What it must be is said in <see cref="Parsing.ListenerRule"/>.</summary>
internal static class ListenerRules
{
    private const int MostTimeout = 60;

    /// <summary>The broken ones.</summary>
    /// <param name="listeners">The listeners in the plan's order.</param>
    /// <param name="hooks">The hooks beside them.</param>
    public static IEnumerable<ListenerFinding> Check(IReadOnlyList<ListenerSpec> listeners, HookSet hooks)
    {
        if (listeners.Count == 0)
            yield break;

        var names = new HashSet<string>(hooks.Hooks.Select(hook => hook.Declared), StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < listeners.Count; i++)
        {
            var listener = listeners[i];
            if (listener.MemberProblem is { } problem)
            {
                yield return new(i, problem, listener.Identifier);
                continue;
            }

            if (!names.Add(listener.Name))
                yield return new(i, "a hook or another listener has the same name; names are compared without case", listener.Identifier);
            if (listener.Timeout.Value is < 1 or > MostTimeout)
                yield return new(
                    i,
                    string.Format(CultureInfo.InvariantCulture, "its Timeout is {0}; it is 1 to {1} seconds", listener.Timeout.Value, MostTimeout),
                    listener.Timeout.Where!);
            if (listener.Stages.Value == 0)
                yield return new(i, "its Stages are none, so it is never called", listener.Stages.Where!);
            else if ((listener.Stages.Value & ~StageBits.All) != 0)
                yield return new(i, "its Stages have a value that is no stage", listener.Stages.Where!);
            foreach (var variable in listener.Environment.Where(variable => string.IsNullOrWhiteSpace(variable.Value)))
                yield return new(i, "its Environment has an empty name", variable.Where);
        }
    }
}

/// <summary>What is wrong with a listener.</summary>
/// <param name="Listener">Its index.</param>
/// <param name="Problem">What it is, and what is allowed instead.</param>
/// <param name="Where">The place.</param>
internal sealed record ListenerFinding(int Listener, string Problem, SourceSpan Where);
