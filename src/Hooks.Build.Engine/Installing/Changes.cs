namespace Hooks.Build.Engine.Installing;

/// <summary>What was changed so far, and how it is taken back where a later step fails: an installation is there as a whole, or not at all.</summary>
/// <param name="lines">What is told of it.</param>
internal sealed class Changes(List<string> lines)
{
    private readonly Stack<Func<Task>> _back = [];

    /// <summary>Remembers a change of files.</summary>
    public void Add(Action back, string told)
    {
        _back.Push(() =>
        {
            back();
            return Task.CompletedTask;
        });
        Tell(told);
    }

    /// <summary>Remembers a change that git takes back.</summary>
    public void Add(Func<Task> back) => _back.Push(back);

    /// <summary>Tells people something of what was changed.</summary>
    public void Tell(string line) => lines.Add(line);

    /// <summary>Takes back, last first, what can be: what went wrong already is what is told.</summary>
    public async Task TakeBackAsync()
    {
        while (_back.TryPop(out var back))
        {
            try
            {
                await back();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or Model.HooksException)
            {
                continue;
            }
        }
    }
}
