using System.Text;

namespace Hooks.Build.Graph;

/// <summary>One argument of a command with its placeholders, such as <c>--out={root}/x</c>. Doubled braces stand for single ones.</summary>
public static class ArgumentTemplate
{
    /// <summary>Whether the argument stands for the list of files: exactly <c>{files}</c>.</summary>
    public static bool IsFiles(string argument) => argument == "{files}";

    /// <summary>Whether the argument has the placeholder, named without its braces. <c>{{root}}</c> is not one.</summary>
    public static bool Uses(string argument, string placeholder)
    {
        foreach (var piece in TemplatePiece.Split(argument))
        {
            if (piece.Kind == TemplatePieceKind.Placeholder && piece.Text == placeholder)
                return true;
        }

        return false;
    }

    /// <summary>The argument with one placeholder replaced by a text that has no other meaning; the others, and doubled braces, stay as they are.</summary>
    /// <param name="argument">An argument of <see cref="CommandTemplate.Steps"/>.</param>
    /// <param name="placeholder">The placeholder's name, without braces.</param>
    /// <param name="value">The text.</param>
    public static string Fill(string argument, string placeholder, string value)
    {
        if (!Uses(argument, placeholder))
            return argument;

        var text = new StringBuilder();
        foreach (var piece in TemplatePiece.Split(argument))
        {
            text.Append(piece.Kind switch
            {
                TemplatePieceKind.Placeholder when piece.Text == placeholder => Doubled(value),
                TemplatePieceKind.Placeholder => "{" + piece.Text + "}",
                TemplatePieceKind.LoneBrace => piece.Text,
                _ => Doubled(piece.Text),
            });
        }

        return text.ToString();

        static string Doubled(string text) => text.Replace("{", "{{").Replace("}", "}}");
    }

    /// <summary>The argument with each placeholder replaced by its value and doubled braces made single. Values are not looked into again.</summary>
    /// <param name="argument">An argument of <see cref="CommandTemplate.Steps"/>; a lone brace, which none of those has, stays as it is.</param>
    /// <param name="value">Gives the value for a placeholder's name, without braces.</param>
    public static string Expand(string argument, Func<string, string> value)
    {
        var text = new StringBuilder();
        foreach (var piece in TemplatePiece.Split(argument))
            text.Append(piece.Kind == TemplatePieceKind.Placeholder ? value(piece.Text) : piece.Text);

        return text.ToString();
    }
}
