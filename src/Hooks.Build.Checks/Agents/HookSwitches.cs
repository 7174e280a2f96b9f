namespace Hooks.Build.Checks.Agents;

/// <summary>Variables and properties that switch hooks off.</summary>
internal static class HookSwitches
{
    /// <summary>Whether a variable switches the hooks of this product off, wherever it is set.</summary>
    public static bool IsOurs(string name, string value) => name.ToUpperInvariant() switch
    {
        "HOOKS" => value.Trim() == "0",
        "HOOKS_SKIP" => value.Trim().Length > 0,
        "HOOKSENABLED" => value.Trim().ToUpperInvariant() is "FALSE" or "OFF" or "NO" or "0",
        "HOOKSRUNNING" => value.Trim() is "1" or "trial",
        _ => false,
    };

    /// <summary>
    /// Whether a variable switches off hooks that git runs: those of other tools, or all, by git's own settings. Other commands make other things of it.
    /// </summary>
    public static bool IsOfGit(string name, string value) => name.ToUpperInvariant() switch
    {
        "HUSKY" or "LEFTHOOK" => value.Trim().ToUpperInvariant() is "0" or "FALSE",
        "HUSKY_SKIP_HOOKS" or "OVERCOMMIT_DISABLE" => value.Trim().Length > 0 && value.Trim() != "0",
        "SKIP" or "LEFTHOOK_EXCLUDE" => value.Trim().Length > 0,
        "GIT_CONFIG_PARAMETERS" => value.Contains("core.hookspath", StringComparison.OrdinalIgnoreCase),
        _ =>
            name.StartsWith("GIT_CONFIG_KEY_", StringComparison.OrdinalIgnoreCase) && value.Trim().Equals("core.hooksPath", StringComparison.OrdinalIgnoreCase),
    };
}
