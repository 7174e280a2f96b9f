namespace Hooks.Build.Engine.Workers;

/// <summary>What engine and worker say to each other. One source, compiled into both.</summary>
internal enum WorkerMessage : byte
{
    /// <summary>Engine: run a hook. See <c>RunCommand</c>.</summary>
    Run = 1,

    /// <summary>Engine: cancel a run. Its number.</summary>
    Cancel = 2,

    /// <summary>Engine: a child process ended. Request, whether it started, exit code, output or the reason it did not start.</summary>
    ProcessEnded = 3,

    /// <summary>Engine: the run is over.</summary>
    Close = 4,

    /// <summary>Engine: call the method that listens to the run. See <c>ListenCommand</c>. A worker has one at most, and no hooks beside it.</summary>
    Listen = 5,

    /// <summary>Engine: something happened in the run. A line of docs/doors.md in UTF-8.</summary>
    Event = 6,

    /// <summary>Engine: there are no more events.</summary>
    EventsEnded = 7,

    /// <summary>Engine: run a hook of Hooks.Build.CSharp. See <c>ToolRequest</c>.</summary>
    RunTool = 8,

    /// <summary>Worker: hooks can run. <c>WorkerChannel.Version</c>.</summary>
    Ready = 10,

    /// <summary>Worker: the assembly with the hooks cannot be loaded. The reason.</summary>
    Broken = 11,

    /// <summary>Worker: a hook wrote to its console. Run, bytes.</summary>
    Output = 12,

    /// <summary>Worker: a hook found something. Run, level, file, line, column, code, text.</summary>
    Finding = 13,

    /// <summary>Worker: a hook wants a child process. Run, request, program, arguments.</summary>
    StartProcess = 14,

    /// <summary>Worker: a hook returned. See <c>EndedRun</c>.</summary>
    Ended = 15,

    /// <summary>Worker: all events came. How many of them the method will not get, as it did not read those before.</summary>
    EventsHeard = 16,

    /// <summary>Worker: the method that listens returned. <see cref="RunEnd"/>, reason.</summary>
    Listened = 17,

    /// <summary>Worker: lines in which no finding is looked for, such as what a test prints. Run, text.</summary>
    Text = 18,
}

/// <summary>How a hook returned.</summary>
internal enum RunEnd : byte
{
    Succeeded = 0,
    Failed = 1,
    Threw = 2,
    Cancelled = 3,

    /// <summary>It succeeded, and its reason is for a coding agent.</summary>
    Context = 4,

    /// <summary>It denies what a coding agent is about to do.</summary>
    Denied = 5,

    /// <summary>It wants a coding agent to go on.</summary>
    Continue = 6,

    /// <summary>There was nothing to do, for the reason given.</summary>
    Idle = 7,
}
