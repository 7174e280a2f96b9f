namespace Hooks.Build.Runner.Trials;

/// <summary>What somebody wishes of hooks by variables of a terminal: it holds for git and for agents that are started from there.</summary>
internal static class Wishes
{
    private const string Off = "HOOKS";
    private const string Skip = "HOOKS_SKIP";

    /// <summary>Whether a variable is such a wish.</summary>
    public static bool IsOne(string variable) =>
        variable.Equals(Off, StringComparison.OrdinalIgnoreCase) || variable.Equals(Skip, StringComparison.OrdinalIgnoreCase);

    /// <summary>The wishes that keep hooks from running, in words.</summary>
    public static IEnumerable<string> Of(IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault(Off) == "0")
        {
            yield return $"{Off}=0 is set here: git and agents that are started from here run no hooks; what follows was tried without it";
        }

        if (environment.GetValueOrDefault(Trial.Variable) == "1")
        {
            yield return $"{Trial.Variable}=1 is set here, as within a hook: git, agents and builds that are started from here run no hooks; what follows was tried without it";
        }

        if (environment.GetValueOrDefault(Skip) is { } names && !string.IsNullOrWhiteSpace(names))
        {
            yield return $"{Skip}={TrialText.Shown(System.Text.Encoding.UTF8.GetBytes(names))} is set here: git and agents that are started from here leave out these hooks; what follows was tried without it";
        }
    }
}
