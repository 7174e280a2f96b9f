namespace Hooks.Build.Checks;

/// <summary>A check cannot work; the message says why and what to do.</summary>
public sealed class CheckSetupException : Exception
{
    public CheckSetupException()
    {
    }

    public CheckSetupException(string message)
        : base(message)
    {
    }

    public CheckSetupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
