using System.Net.Sockets;

namespace Hooks.Build.Runner.Serving;

/// <summary>
/// Connections that have not shown the token. Anybody on the machine can make them, so that the oldest goes where there are too many: it is in nobody's way who
/// knows the token.
/// </summary>
internal sealed class UnauthenticatedConnections
{
    private const int Most = 64;
    private readonly LinkedList<Socket> _connections = [];

    /// <summary>One comes.</summary>
    public void Add(Socket connection)
    {
        lock (_connections)
        {
            _ = _connections.AddLast(connection);
            if (_connections.Count > Most)
            {
                _connections.First!.Value.Dispose();
                _connections.RemoveFirst();
            }
        }
    }

    /// <summary>One has shown the token, or has gone.</summary>
    public void Remove(Socket connection)
    {
        lock (_connections)
        {
            _ = _connections.Remove(connection);
        }
    }
}
