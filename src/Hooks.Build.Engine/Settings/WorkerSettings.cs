namespace Hooks.Build.Engine.Settings;

/// <summary>Whether workers are kept for the next run.</summary>
public static class WorkerSettings
{
    /// <summary>Reads it. Unless it says otherwise they are, but on build servers and where MSBuild is told to leave no process behind either.</summary>
    /// <exception cref="Model.HooksException">HOOK9002.</exception>
    public static bool IsKept(string? text, Func<string, string?> environment) =>
        SettingTable.KeepWorkers.Read(text) ?? (!BuildServer.IsHere(environment) && environment("MSBUILDDISABLENODEREUSE") != "1");
}
