namespace Hooks.Build.Engine.Workers;

/// <summary>
/// Variables for the runtime of a worker alone. One source, compiled into engine and workers: the engine sets them, and a worker takes them out before
/// it starts a process.
/// </summary>
internal static class WorkerEnvironment
{
    private const string Switch = "DOTNET_EnableDiagnostics";

    // Not 0, which a user may have set for all processes.
    private const string Off = "00";

    // A runtime that is killed leaves the sockets and pipes for its tools behind in the temporary folder, three files each time.
    private static readonly string[] Parts = [Switch + "_IPC", Switch + "_Debugger"];

    /// <summary>The environment to start a worker with. Where the user says anything of the tools it is as the user has it.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> environment)
    {
        foreach (var name in environment.Keys)
        {
            if (name.StartsWith(Switch, StringComparison.OrdinalIgnoreCase))
            {
                return environment;
            }
        }

        Dictionary<string, string> variables = new(environment, OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var part in Parts)
        {
            variables[part] = Off;
        }

        return variables;
    }

    /// <summary>Takes them out of the environment of this process.</summary>
    public static void Clear()
    {
        foreach (var part in Parts)
        {
            if (System.Environment.GetEnvironmentVariable(part) == Off)
            {
                System.Environment.SetEnvironmentVariable(part, null);
            }
        }
    }
}
