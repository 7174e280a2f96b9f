namespace Hooks.Build.Engine.Model;

/// <summary>Ids of what the engine reports. The compile-time ids live with the generator.</summary>
public static class Codes
{
    /// <summary>A hook failed.</summary>
    public const string Failed = "HOOK1001";

    /// <summary>A hook ran into its time limit.</summary>
    public const string TimedOut = "HOOK1002";

    /// <summary>A hook crashed or threw.</summary>
    public const string Crashed = "HOOK1003";

    /// <summary>A hook was skipped: its dependency failed, or the run stopped.</summary>
    public const string Skipped = "HOOK1004";

    /// <summary>The tool of a hook was not found.</summary>
    public const string ToolNotFound = "HOOK1005";

    /// <summary>A hook changed files that it did not declare.</summary>
    public const string ChangedOtherFiles = "HOOK1006";

    /// <summary>Files were repaired, and the run was to stop then.</summary>
    public const string Repaired = "HOOK1007";

    /// <summary>Hooks undo each other's repairs.</summary>
    public const string Disagreement = "HOOK1008";

    /// <summary>A setting has no valid value.</summary>
    public const string InvalidSetting = "HOOK9002";

    /// <summary>A name selects nothing.</summary>
    public const string UnknownName = "HOOK9003";

    /// <summary>The hooks assembly does not exist.</summary>
    public const string NoAssembly = "HOOK9004";

    /// <summary>The assembly carries no plan.</summary>
    public const string NoPlan = "HOOK9005";

    /// <summary>The assembly or its plan cannot be read.</summary>
    public const string UnreadablePlan = "HOOK9006";

    /// <summary>The plan was written by another version.</summary>
    public const string OtherVersion = "HOOK9007";

    /// <summary>The worker for C# hooks cannot start.</summary>
    public const string NoWorker = "HOOK9008";

    /// <summary>The log folder cannot be written.</summary>
    public const string LogFolder = "HOOK9009";

    /// <summary>Files could not be listed.</summary>
    public const string Files = "HOOK9010";

    /// <summary>There is nothing to run.</summary>
    public const string NoHooks = "HOOK9011";

    /// <summary>Git hooks cannot be installed.</summary>
    public const string CannotInstall = "HOOK9014";

    /// <summary>The state file cannot be written.</summary>
    public const string StateFile = "HOOK9015";

    /// <summary>Staged content cannot be copied.</summary>
    public const string Staging = "HOOK9016";

    /// <summary>Repaired files cannot be staged.</summary>
    public const string IndexUpdate = "HOOK9017";

    /// <summary>The log of runs cannot be written.</summary>
    public const string RunLog = "HOOK9018";

    /// <summary>The cache folder cannot be used.</summary>
    public const string CacheFolder = "HOOK9019";

    /// <summary>The shared cache could not be used.</summary>
    public const string RemoteCache = "HOOK9020";

    /// <summary>Git ignores the hooks project.</summary>
    public const string IgnoredProject = "HOOK9021";

    /// <summary>Hooks in another language than C#.</summary>
    public const string OtherLanguage = "HOOK9022";

    /// <summary>The hooks cannot be taken out of what is published or packed.</summary>
    public const string CannotShip = "HOOK9023";

    /// <summary>A door and the program do not understand each other.</summary>
    public const string Door = "HOOK9024";

    /// <summary>What was asked for of a run cannot be written.</summary>
    public const string Export = "HOOK9028";

    /// <summary>Who listens to a run did not get all of it.</summary>
    public const string Events = "HOOK9029";

    /// <summary>Hooks of another assembly are not as they were looked through.</summary>
    public const string Unlocked = "HOOK9032";

    /// <summary>A method that listens to runs did not do so to the end.</summary>
    public const string Listener = "HOOK9033";

    /// <summary>A hook asked for hooks: it runs none. Told by the targets only.</summary>
    public const string Nested = "HOOK9034";
}
