/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { clip } from '../../../../text/clip.ts';
import type { SentJob } from '../../../../wrappers/types.ts';
import { Scroll } from './scroll.tsx';
import { Outside } from './text.tsx';
import { Verdict } from './verdict.tsx';

/** Characters: the request as sent has all of it. */
const MOST_ERROR = 300;

/** One request for a job: what was wanted of each member that matters, and what was sent. */
export const Sent = ({
  job: { operation, name, path, status, error, members },
  situation,
}: {
  readonly job: SentJob;
  readonly situation: string;
}): VNode => {
  const title = [operation, name, path].filter((part) => part !== '').join(' ');
  return (
    <>
      <p>
        <strong>
          <Outside text={title} />
        </strong>
        : {status}
        {error && (
          <>
            , <Outside text={clip(`${error.code}: ${error.message}`, MOST_ERROR)} />
          </>
        )}
      </p>
      {members.length > 0 && (
        <Scroll label={`Members of ${title} in ${situation}`}>
          <table class="sent">
            <thead>
              <tr>
                <th scope="col">Member</th>
                <th scope="col">Sent</th>
                <th scope="col">Wanted</th>
              </tr>
            </thead>
            <tbody>
              {members.map(({ member, wanted, sent, asWanted }) => (
                <tr key={member}>
                  <th scope="row">
                    <Outside text={member} />
                  </th>
                  <td>
                    <Outside text={sent} />
                  </td>
                  <td>
                    {asWanted ? (
                      <Verdict of={{ mark: '✓', word: 'as wanted', tone: 'good' }} />
                    ) : (
                      <>
                        <Verdict of={{ mark: '✗', word: 'wanted', tone: 'bad' }} /> <Outside text={wanted} />
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </>
  );
};
