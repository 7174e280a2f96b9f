using System.CommandLine;
using System.CommandLine.Invocation;
using Hooks.Build.Engine;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Commands;

/// <summary>The commands that people call.</summary>
internal static class HooksCommandLine
{
    /// <summary>The project that declares the hooks.</summary>
    public static Option<string?> Project { get; } = new("--project")
    {
        Description = "The project that declares the hooks, or its folder; without it the repository is searched.",
        Recursive = true,
        HelpName = "path",
    };

    /// <summary>Runs a command.</summary>
    public static int Run(string[] args)
    {
        RootCommand root = new("Quality hooks declared in C#: run them, look at them, install them into git.")
        {
            RunCommand.Create(),
            ListCommand.Create(),
            GraphCommand.Create(),
            InstallCommand.Create(),
            InstallCommand.CreateUninstall(),
        };
        root.Add(Project);
        var parsed = root.Parse(args);
        var code = parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        return parsed.Action is ParseErrorAction ? ExitCodes.WrongUse : code;
    }

    /// <summary>Does a command's work; what cannot be done is told.</summary>
    public static int Guard(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (HooksException e)
        {
            RunText.WriteProblems(e.Problems, Terminal.OfErrors());
            return ExitCodes.WrongUse;
        }
    }
}
