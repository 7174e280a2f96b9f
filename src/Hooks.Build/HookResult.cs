namespace Hooks.Build;

/// <summary>What came of a C# hook.</summary>
public sealed class HookResult
{
    private HookResult(bool succeeded, string? message)
    {
        Succeeded = succeeded;
        Message = message;
    }

    /// <summary>The hook found nothing wrong.</summary>
    public static HookResult Success { get; } = new(succeeded: true, message: null);

    /// <summary>Whether the hook succeeded. A hook that reported an error through its context has failed, whatever it returns.</summary>
    public bool Succeeded { get; }

    /// <summary>The reason of a failure, one line, or <see langword="null"/>.</summary>
    public string? Message { get; }

    /// <summary>The hook failed.</summary>
    /// <param name="message">The reason, one line; shown with the failure.</param>
    public static HookResult Failure(string? message = null) => new(succeeded: false, message);
}
