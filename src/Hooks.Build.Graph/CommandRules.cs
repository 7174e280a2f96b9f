namespace Hooks.Build.Graph;

/// <summary>What a command must keep to besides its quotes: placeholders that exist, a program in each step, and nothing for a shell.</summary>
internal static class CommandRules
{
    public static bool TryCheck(List<CommandArgument[]> steps, out CommandError error)
    {
        foreach (var step in steps)
        {
            error = CheckStep(step);
            if (error.Message.Length > 0)
                return false;
        }

        error = new("", 0);
        return true;
    }

    private static CommandError CheckStep(CommandArgument[] step)
    {
        if (step[0].Text.Length == 0)
            return new("The program's name is empty; write the program first.", step[0].Start);

        if (ArgumentTemplate.IsFiles(step[0].Text))
            return new("{files} cannot be the program; write the program first.", step[0].Start);

        var error = ShellWords.Check(step);
        if (error.Message.Length > 0)
            return error;

        var files = 0;
        foreach (var argument in step)
        {
            error = CheckArgument(argument);
            if (error.Message.Length > 0)
                return error;

            if (ArgumentTemplate.IsFiles(argument.Text) && ++files > 1)
                return new("{files} can be written once in a step; leave the second one out, or put it on a line of its own with its program.", argument.Start);
        }

        return new("", 0);
    }

    private static CommandError CheckArgument(CommandArgument argument)
    {
        foreach (var piece in TemplatePiece.Split(argument.Text))
        {
            var message = piece.Kind switch
            {
                TemplatePieceKind.LoneBrace => $"The brace {piece.Text} belongs to no placeholder; double it, {piece.Text}{piece.Text}, for a literal one.",
                TemplatePieceKind.Placeholder => CheckPlaceholder(piece.Text, argument.Text),
                _ => "",
            };

            if (message.Length > 0)
                return new(message, argument.Positions[piece.Position]);
        }

        return new("", 0);
    }

    private static string CheckPlaceholder(string name, string argument)
    {
        if (name == "files" && !ArgumentTemplate.IsFiles(argument))
            return "{files} must be an argument by itself; " + (argument.Contains(' ')
                ? "in a script: sh -c 'check \"$@\"' _ {files}."
                : "put spaces around it.");

        // In the text of a script it would be code.
        if (name == "command" && argument != "{command}")
            return "{command} must be an argument by itself; for a script: sh -c 'check \"$1\"' _ {command}.";

        if (CommandTemplate.Placeholders.Contains(name, StringComparer.Ordinal))
            return "";

        var suggestion = NameSuggestion.Closest(name, CommandTemplate.Placeholders) is { } closest
            ? $"did you mean {{{closest}}}?"
            : $"known are {string.Join(", ", CommandTemplate.Placeholders.Select(known => $"{{{known}}}"))}.";
        return $"There is no placeholder {{{name}}}; {suggestion} Double the braces for a literal one, {{{{{name}}}}}.";
    }
}
