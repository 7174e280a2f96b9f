using System.Diagnostics.CodeAnalysis;

namespace Hooks.Build.Graph;

/// <summary>What is wrong with a command and what to do about it, and where in the text.</summary>
/// <param name="Message">One sentence; empty when nothing is wrong.</param>
/// <param name="Position">Index of the character in the command's text.</param>
public readonly record struct CommandError(string Message, int Position);

/// <summary>A command line, cut into steps that run one after the other, and each step into a program and its arguments. No shell is involved.</summary>
/// <remarks>
/// Spaces and tabs separate arguments; a line break ends a step; blank lines do not count. <c>'...'</c> is literal and may span lines. In <c>"..."</c>
/// <c>\"</c> and <c>\\</c> are the character after the backslash; outside quotes <c>\"</c>, <c>\'</c> and a backslash before a space are. Every other
/// backslash is itself. Pieces without space between them are one argument, and <c>''</c> is an empty one.
/// Placeholders are recognised in quotes too; doubled braces are literal ones. A word upon which a shell would act, such as <c>&amp;&amp;</c>, is an
/// argument in quotes only.
/// </remarks>
public sealed class CommandTemplate
{
    private CommandTemplate(IReadOnlyList<IReadOnlyList<string>> steps) => Steps = steps;

    /// <summary>The names that a command may use in braces.</summary>
    public static IReadOnlyList<string> Placeholders { get; } = ["files", "root", "cores", "configuration", "log", "command", MatrixItem.Placeholder];

    /// <summary>The steps, at least one, and the arguments of each, the program first. Placeholders and doubled braces are as written.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Steps { get; }

    /// <summary>Reads a command.</summary>
    /// <param name="text">The command.</param>
    /// <param name="command">The command, or null.</param>
    /// <param name="error">What is wrong first, or an empty message.</param>
    /// <returns>Whether the command is well formed.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CommandTemplate? command, out CommandError error)
    {
        command = null;
        if (CommandSplitter.TrySplit(text ?? "", out var steps, out error) && CommandRules.TryCheck(steps, out error))
            command = new CommandTemplate([.. steps.Select(step => (string[])[.. step.Select(argument => argument.Text)])]);

        return command is not null;
    }

    /// <summary>All arguments in one list, with null between steps.</summary>
    public string?[] ToPlan()
    {
        var plan = new List<string?>();
        foreach (var step in Steps)
        {
            if (plan.Count > 0)
                plan.Add(null);

            plan.AddRange(step);
        }

        return [.. plan];
    }

    /// <summary>The steps of a list that <see cref="ToPlan"/> made. A step without arguments is left out.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> FromPlan(IReadOnlyList<string?> plan)
    {
        var steps = new List<IReadOnlyList<string>>();
        var step = new List<string>();
        for (var i = 0; i <= plan.Count; i++)
        {
            if (i < plan.Count && plan[i] is { } argument)
            {
                step.Add(argument);
            }
            else if (step.Count > 0)
            {
                steps.Add(step);
                step = [];
            }
        }

        return steps;
    }
}
