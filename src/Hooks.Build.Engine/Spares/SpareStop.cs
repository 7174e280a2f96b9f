namespace Hooks.Build.Engine.Spares;

/// <summary>Ends spares.</summary>
internal static class SpareStop
{
    // An end is not waited for; a spare that does not answer is killed.
    private const int Milliseconds = 250;

    /// <summary>Ends one.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Stop(SpareEntry entry)
    {
        var socket = SpareAddress.Connect(entry.Path);
        File.Delete(entry.Path);
        if (socket < 0)
        {
            return false;
        }

        if (!SpareSocket.Say(socket, SpareWord.Stop) || SpareSocket.WaitForAnswer(socket, Milliseconds) is null)
        {
            SpareProcess.Kill(entry);
        }

        SpareSocket.Close(socket);
        return true;
    }
}
