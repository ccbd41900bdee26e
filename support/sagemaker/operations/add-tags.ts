import { AddTags$, type AddTagsInput, type AddTagsOutput } from '@aws-sdk/client-sagemaker';
import type { Operation } from '../operation.ts';
import { checkTaggable } from './taggable.ts';

export const addTags: Operation<AddTagsInput, AddTagsOutput> = {
  schema: AddTags$,
  handle({ ResourceArn = '', Tags = [] }, { state }) {
    checkTaggable(state, ResourceArn);
    state.tags.add(ResourceArn, Tags);
    return { Tags: [...state.tags.list(ResourceArn)] };
  },
};
