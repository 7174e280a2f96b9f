using Hooks.Build.Catalog;
using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Selecting;

/// <summary>Reads the command of a ready-made hook.</summary>
internal static class ReadyMade
{
    /// <summary>Which one it is, and its arguments.</summary>
    /// <exception cref="HooksException">HOOK0005: it is none that this engine knows.</exception>
    public static (StandardHook Standard, HookArguments Arguments) Read(PlannedHook hook)
    {
        var command = hook.Command is [var only] ? only : [];
        List<string> words = [];
        foreach (var argument in command)
        {
            words.Add(ArgumentTemplate.Expand(argument, name => "{" + name + "}"));
        }

        if (words.Count == 0 || HookCatalog.Find(words[0]) is not { } standard)
        {
            throw new HooksException(
                "HOOK0005",
                $"Hook '{hook.Name}': this version of Hooks.Build has no ready-made hook {(words.Count == 0 ? "without a name" : words[0])}; build the project with the version that runs it");
        }

        return HookArguments.TryParse(standard, words[1..], out var arguments, out var error)
            ? (standard, arguments)
            : throw new HooksException("HOOK0005", $"Hook '{hook.Name}': {standard.Command}: {error}");
    }
}
