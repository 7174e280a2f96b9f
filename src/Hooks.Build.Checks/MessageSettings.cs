namespace Hooks.Build.Checks;

/// <summary>How git is set up to clean a commit message.</summary>
/// <param name="Comment">What comments begin with, <c>core.commentChar</c> or <c>core.commentString</c>; may be <c>auto</c>.</param>
/// <param name="Cleanup">The way of cleaning, <c>commit.cleanup</c>; may be <c>default</c>.</param>
public sealed record MessageSettings(string Comment, string Cleanup)
{
    /// <summary>What git does where nobody says otherwise.</summary>
    public static MessageSettings Usual { get; } = new("#", "default");

    /// <summary>Whether settings can make a difference for a message: not where no line begins like a comment.</summary>
    /// <param name="message">The bytes of the message.</param>
    public static bool MatterFor(ReadOnlySpan<byte> message)
    {
        while (!message.IsEmpty)
        {
            var first = (char)message[0];
            if (char.IsAscii(first) && (char.IsPunctuation(first) || char.IsSymbol(first)))
                return true;

            message = message[(message.IndexOf((byte)'\n') is >= 0 and var end ? end + 1 : message.Length)..];
        }

        return false;
    }
}
