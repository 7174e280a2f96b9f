namespace Hooks.Build;

/// <summary>What came of a C# hook.</summary>
public sealed class HookResult
{
    private HookResult(bool succeeded, string? message, HookAnswer answer = HookAnswer.None)
    {
        Succeeded = succeeded;
        Message = message;
        Answer = answer;
    }

    /// <summary>The hook found nothing wrong.</summary>
    public static HookResult Success { get; } = new(succeeded: true, message: null);

    /// <summary>Whether the hook succeeded. A hook that reported an error through its context has failed, whatever it returns.</summary>
    public bool Succeeded { get; }

    /// <summary>The reason of a failure, one line, or <see langword="null"/>. What a coding agent is told may have several lines.</summary>
    public string? Message { get; }

    /// <summary>What a coding agent is to make of it.</summary>
    public HookAnswer Answer { get; }

    /// <summary>The hook failed.</summary>
    /// <param name="message">The reason, one line; shown with the failure.</param>
    public static HookResult Failure(string? message = null) => new(succeeded: false, message);

    /// <summary>The hook found nothing wrong, and a coding agent is to know something. Without an agent it is a success.</summary>
    /// <param name="text">What its model is to read. It is bounded and cleaned of control characters.</param>
    public static HookResult AddContext(string text) => new(succeeded: true, Required(text, nameof(text)), HookAnswer.Context);

    /// <summary>What a coding agent is about to do must not be done: the tool is not used, the prompt not sent. Without an agent it is a failure.</summary>
    /// <param name="reason">Why, for its model: what to do instead.</param>
    public static HookResult Deny(string reason) => new(succeeded: false, Required(reason, nameof(reason)), HookAnswer.Deny);

    /// <summary>A coding agent that is about to end its turn is to go on. Without an agent it is a failure.</summary>
    /// <param name="reason">What is left to do, for its model.</param>
    public static HookResult Continue(string reason) => new(succeeded: false, Required(reason, nameof(reason)), HookAnswer.Continue);

    // An answer without a reason is none for most agents: they go on.
    private static string Required(string? text, string name) => string.IsNullOrWhiteSpace(text) ? throw new ArgumentException("It must say something.", name) : text!;
}
