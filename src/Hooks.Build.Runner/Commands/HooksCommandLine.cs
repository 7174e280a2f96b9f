using System.CommandLine;
using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Plans;

namespace Hooks.Build.Runner.Commands;

/// <summary>The commands that people call.</summary>
internal static class HooksCommandLine
{
    /// <summary>The project that declares the hooks.</summary>
    public static Option<string[]> Project { get; } = new("--project")
    {
        Description = "The project that declares the hooks, or its folder; several times for several. Without it the several that git runs, else build/Hooks.csproj, else what in the repository references the package.",
        Recursive = true,
        HelpName = "path",
    };

    /// <summary>The commands.</summary>
    public static RootCommand Create()
    {
        RootCommand root = new("Quality hooks declared in C#: run them, look at them, install them into git.")
        {
            RunCommand.Create(),
            ListCommand.Create(),
            GraphCommand.Create(),
            CheckCommand.Create(),
            ExplainCommand.Create(),
            ReportCommand.Create(),
            UiCommand.Create(),
            ExplainCommand.CreateClean(),
            InstallCommand.Create(),
            InstallCommand.CreateUninstall(),
            DoctorCommand.Create(),
            McpCommand.Create(),
            StopCommand.Create(),
        };
        root.Add(Project);
        root.Options.OfType<VersionOption>().Single().Action = new ProgramVersion();
        return root;
    }

    /// <summary>Runs a command.</summary>
    public static int Run(string[] args)
    {
        var parsed = Create().Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0)
        {
            RunText.WriteProblems([new Problem(Codes.InvalidSetting, Wrong(parsed))], Terminal.OfErrors());
            return ExitCodes.WrongUse;
        }

        // What the library writes, which is help, goes to the console as all else does.
        using StringWriter output = new(CultureInfo.InvariantCulture);
        using StringWriter errors = new(CultureInfo.InvariantCulture);
        var code = parsed.Invoke(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = output,
            Error = errors,
        });
        Terminal.OfOutput().Write(output.ToString());
        Terminal.OfErrors().Write(errors.ToString());
        return args.Length == 0 ? ExitCodes.WrongUse : code;
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
        catch (OperationCanceledException)
        {
            Terminal.OfErrors().WriteLine("hooks: interrupted");
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (SystemRefusal.Is(e))
        {
            Terminal.OfErrors().WriteLine(IsFolderGone()
                ? "hooks: the folder in which it was started is not there any more: go to one that is (cd), and try again"
                : $"hooks: this cannot be done: {SystemRefusal.Words(e)}");
            return ExitCodes.WrongUse;
        }
    }

    /// <summary>
    /// Does a command's work with the plan of the projects that are meant, which are built where they are stale; what cannot be done is told.
    /// </summary>
    public static int OnPlan(ParseResult parsed, Action<OpenPlan, CancellationToken> work) => Guard(() =>
    {
        using Interruption interruption = new();
        if (OpenPlan.Open(parsed.GetValue(Project), Terminal.OfErrors(), interruption.Token) is not { } open)
        {
            return interruption.ExitCode ?? ExitCodes.WrongUse;
        }

        work(open, interruption.Token);
        return interruption.ExitCode ?? ExitCodes.Passed;
    });

    private static bool IsFolderGone()
    {
        try
        {
            return !Directory.Exists(Path.GetFullPath("."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    // The library has several errors for one mistake, the missing command first, and writes the allowed values in lines of their own.
    private static string Wrong(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var name = command is RootCommand ? "hooks" : "hooks " + command.Name;
        var what = parsed.UnmatchedTokens is [var word, ..]
            ? command is RootCommand
                ? $"'{word}' is no command; there are {string.Join(", ", command.Subcommands.Select(known => known.Name))}"
                : $"{word} is nothing that '{name}' takes"
            : string.Join(' ', parsed.Errors[^1].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        return $"{what} (see {name} --help)";
    }
}
