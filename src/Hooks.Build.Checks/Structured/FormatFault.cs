namespace Hooks.Build.Checks.Structured;

/// <summary>A text is not what its format asks for. Never leaves a check: it becomes a finding.</summary>
/// <param name="offset">Where, in bytes from the beginning.</param>
/// <param name="message">What is wrong, one sentence without a dot at its end.</param>
internal sealed class FormatFault(int offset, string message) : Exception(message)
{
    public int Offset => offset;
}
