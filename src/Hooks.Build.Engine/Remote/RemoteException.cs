namespace Hooks.Build.Engine.Remote;

/// <summary>Whose fault it is.</summary>
internal enum RemoteFault
{
    /// <summary>The server's: the next question will fare the same.</summary>
    Server = 0,

    /// <summary>What is stored there is no good; who can should replace it.</summary>
    Entry = 1,

    /// <summary>This result's alone.</summary>
    Result = 2,

    /// <summary>This run's: it may not write.</summary>
    Refused = 3,
}

/// <summary>The server did something that is no answer.</summary>
/// <param name="what">What it did, to follow its name in a sentence.</param>
/// <param name="fault">Whose fault it is.</param>
internal sealed class RemoteException(string what, RemoteFault fault = RemoteFault.Server) : Exception(what)
{
    /// <summary>Whose fault it is.</summary>
    public RemoteFault Fault { get; } = fault;
}
