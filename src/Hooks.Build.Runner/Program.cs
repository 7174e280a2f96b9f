using Hooks.Build.Engine.Native;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Commands;
using Hooks.Build.Runner.Doors;
using Hooks.Build.Runner.GitHooks;
using Hooks.Build.Runner.Hosting;

StandardStreams.OpenClosed();
AppDomain.CurrentDomain.UnhandledException += LastWords.Hear;

// The ways in of git and of other programs are read by position: a parser of options would cost a commit more than all the rest.
return args switch
{
    ["git-hook", ..] => GitHookCommand.Run(args),
    ["door", ..] => DoorCommand.Run(args),
    ["agent", ..] => AgentCommand.Run(args[1..]),
    ["check", not ("--help" or "-h" or "-?"), ..] => CheckCommand.Run(args[1..]),
    _ => HooksCommandLine.Run(args),
};
