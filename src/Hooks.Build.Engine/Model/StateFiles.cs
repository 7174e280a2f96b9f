namespace Hooks.Build.Engine.Model;

/// <summary>Names of what is kept from run to run beside the hooks' logs. The targets of the package know some of them too.</summary>
public static class StateFiles
{
    /// <summary>What a commit needs to know of the project; in the folder of intermediate output.</summary>
    public const string State = "hooks.state";

    /// <summary>Says that a build has nothing to do while all is as it was.</summary>
    public const string Stamp = "uptodate";

    /// <summary>The content of files that were read before, by their status.</summary>
    public const string Statuses = "inputs.stat";

    /// <summary>What C# hooks depend on, by the assembly it was read from.</summary>
    public const string Codes = "code.txt";

    /// <summary>The folder of what hooks depended on the last time.</summary>
    public const string LastRuns = "last";

    /// <summary>The folder of what is remembered of the sessions of coding agents, beside the hooks' logs.</summary>
    public static string AgentsIn(string logDirectory) => Path.Combine(logDirectory, "agents");
}
