using Hooks.Build.Engine.Native;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Commands;
using Hooks.Build.Runner.Doors;
using Hooks.Build.Runner.GitHooks;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;

StandardStreams.OpenClosed();
AppDomain.CurrentDomain.UnhandledException += LastWords.Hear;

// The ways in of git and of other programs are read by position: a parser of options would cost a commit more than all the rest.
var code = args switch
{
    ["git-hook", ..] => GitHookCommand.Run(args),
    ["door", ..] => DoorCommand.Run(args),
    ["agent", ..] => AgentCommand.Run(args[1..]),
    ["check", not ("--help" or "-h" or "-?"), ..] => CheckCommand.Run(args[1..]),
    _ => HooksCommandLine.Run(args),
};
if (Terminal.Lost is not { } why)
{
    return code;
}

Terminal.OfErrors().WriteLine($"hooks: what was printed to standard output is not whole, since it could not be written: {why}");
return code == ExitCodes.Passed ? ExitCodes.WrongUse : code;
