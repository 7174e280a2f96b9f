using System.Text;

namespace Hooks.Build.CSharp.Projects;

/// <summary>Arguments written as one text.</summary>
internal static class ArgumentText
{
    /// <summary>Cuts it at blanks; what stands in single or double quotes is kept together.</summary>
    /// <param name="text">The text.</param>
    /// <param name="option">The option it is the value of, for the message.</param>
    public static IReadOnlyList<string> Split(string text, string option)
    {
        List<string> arguments = [];
        StringBuilder argument = new();
        var begun = false;
        var quote = '\0';
        foreach (var character in text)
        {
            if (quote != '\0' ? character == quote : character is '"' or '\'')
            {
                quote = quote == '\0' ? character : '\0';
                begun = true;
            }
            else if (quote == '\0' && char.IsWhiteSpace(character))
            {
                if (begun)
                    arguments.Add(argument.ToString());

                _ = argument.Clear();
                begun = false;
            }
            else
            {
                _ = argument.Append(character);
                begun = true;
            }
        }

        if (quote != '\0')
            throw new ProjectProblemException($"{option}: a quote {quote} is not closed in '{text}'");
        if (begun)
            arguments.Add(argument.ToString());

        return arguments;
    }
}
