using Hooks.Build.Runner.Commands;
using Hooks.Build.Runner.GitHooks;

// Git's way in is read by position: a parser of options would cost a commit more than all the rest.
return args switch
{
    ["git-hook", ..] => GitHookCommand.Run(args),
    ["check", not ("--help" or "-h" or "-?"), ..] => CheckCommand.Run(args[1..]),
    _ => HooksCommandLine.Run(args),
};
