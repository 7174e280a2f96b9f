namespace Hooks.Build.Worker;

/// <summary>What is told of an exception that the user's code threw. Its texts are the user's code as well.</summary>
internal static class ThrownText
{
    /// <summary>One line, and all of it.</summary>
    public static (string Reason, string Whole) Of(Exception thrown)
    {
        var cause = thrown is AggregateException { InnerExceptions: [var only] } ? only : thrown;
        return ($"{cause.GetType().FullName}: {TextOf(() => cause.Message).TrimStart().Split('\n')[0].TrimEnd()}", TextOf(cause.ToString));
    }

    private static string TextOf(Func<string> text)
    {
        try
        {
            return text();
        }
        catch (Exception e)
        {
            return $"(its text threw {e.GetType().FullName})";
        }
    }
}
